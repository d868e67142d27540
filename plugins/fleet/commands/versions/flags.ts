import { fleetFlags } from '../../command-line/flags/fleet-flags.ts';
import { namespaceFlags } from '../../command-line/flags/namespace-flags.ts';
import { colourFlags, outputFlags, tableFlags } from '../../command-line/flags/output-flags.ts';
import { boolean } from '../../command-line/flags/value-types.ts';

export const versionsFlags = {
  ...namespaceFlags,
  'only-different': boolean({ sentence: 'Show only the apps whose version is not the same everywhere.' }),
  ...outputFlags(['table', 'wide', 'json', 'yaml']),
  ...tableFlags,
  ...colourFlags,
  ...fleetFlags,
};
