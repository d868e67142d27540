import { fleetFlags } from '../../command-line/flags/fleet-flags.ts';
import { colourFlags, outputFlags } from '../../command-line/flags/output-flags.ts';
import { duration } from '../../command-line/flags/value-types.ts';

export const statusFlags = {
  ...fleetFlags,
  timeout: duration({
    default: '1.5s',
    sentence: 'How long to wait for the first answer of a cluster; one that answers has 10s more for the rest.',
  }),
  ...outputFlags(['table', 'wide', 'json', 'yaml']),
  ...colourFlags,
};
