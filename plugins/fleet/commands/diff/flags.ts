import { fleetFlags } from '../../command-line/flags/fleet-flags.ts';
import { allNamespacesFlags, namespaceFlags } from '../../command-line/flags/namespace-flags.ts';
import { outputFlags } from '../../command-line/flags/output-flags.ts';
import { selectorFlags } from '../../command-line/flags/selector-flags.ts';
import { boolean, repeated, text } from '../../command-line/flags/value-types.ts';

export const diffFlags = {
  ...namespaceFlags,
  ...allNamespacesFlags,
  ...selectorFlags,
  reference: text({
    placeholder: 'NAME',
    sentence: 'Compare with this cluster, instead of with what most clusters have.',
  }),
  matrix: boolean({ sentence: 'Show a table of fields and clusters, without values.' }),
  ignore: repeated({
    placeholder: 'PATH',
    sentence: 'Leave out this field and those below it, e.g. spec.replicas.',
  }),
  'show-status': boolean({ sentence: 'Compare the status, too.' }),
  'all-fields': boolean({
    sentence: 'Compare also fields that each cluster sets by itself, e.g. metadata.uid.',
  }),
  ...outputFlags(['text', 'json', 'yaml', 'diff']),
  ...fleetFlags,
};
