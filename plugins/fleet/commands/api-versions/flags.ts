import { differenceFlags } from '../../command-line/flags/difference-flags.ts';
import { fleetFlags } from '../../command-line/flags/fleet-flags.ts';
import { outputFlags, tableFlags } from '../../command-line/flags/output-flags.ts';

export const apiVersionsFlags = {
  ...differenceFlags,
  ...outputFlags(['table', 'wide', 'json', 'yaml', 'name']),
  ...tableFlags,
  ...fleetFlags,
};
