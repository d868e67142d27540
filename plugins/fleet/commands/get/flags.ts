import { differenceFlags } from '../../command-line/flags/difference-flags.ts';
import { fleetFlags } from '../../command-line/flags/fleet-flags.ts';
import { allNamespacesFlags, namespaceFlags } from '../../command-line/flags/namespace-flags.ts';
import { tableFlags } from '../../command-line/flags/output-flags.ts';
import { printerFlags } from '../../command-line/flags/printer-flags.ts';
import { selectorFlags } from '../../command-line/flags/selector-flags.ts';
import { choice, text } from '../../command-line/flags/value-types.ts';

export const getFlags = {
  ...namespaceFlags,
  ...allNamespacesFlags,
  ...selectorFlags,
  ...printerFlags,
  ...tableFlags,
  'group-by': choice(['none', 'cluster', 'namespace', 'kind'], {
    default: 'none',
    sentence: 'Print tables in blocks, each with the number of its objects.',
  }),
  'sort-by': text({
    placeholder: 'PATH',
    sentence: 'Sort over all clusters by a field of the objects, e.g. .metadata.creationTimestamp.',
  }),
  ...differenceFlags,
  ...fleetFlags,
};
