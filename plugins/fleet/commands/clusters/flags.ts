import { fleetFlags } from '../../command-line/flags/fleet-flags.ts';
import { colourFlags, outputFlags, tableFlags } from '../../command-line/flags/output-flags.ts';

export const clustersFlags = {
  ...fleetFlags,
  ...outputFlags(['table', 'wide', 'json', 'yaml', 'name']),
  ...tableFlags,
  ...colourFlags,
};
