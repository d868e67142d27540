import { differenceFlags } from '../../command-line/flags/difference-flags.ts';
import { fleetFlags } from '../../command-line/flags/fleet-flags.ts';
import { namespaceFlags } from '../../command-line/flags/namespace-flags.ts';
import { colourFlags, outputFlags, tableFlags } from '../../command-line/flags/output-flags.ts';
import { labelSelectorFlags } from '../../command-line/flags/selector-flags.ts';
import { text } from '../../command-line/flags/value-types.ts';

export const versionsFlags = {
  ...namespaceFlags,
  ...labelSelectorFlags,
  image: text({
    placeholder: 'GLOB',
    sentence: 'Only workloads whose image matches, e.g. *log4j* or registry.example/shop/*.',
  }),
  ...differenceFlags,
  ...outputFlags(['table', 'wide', 'json', 'yaml', 'csv', 'markdown']),
  ...tableFlags,
  ...colourFlags,
  ...fleetFlags,
};
