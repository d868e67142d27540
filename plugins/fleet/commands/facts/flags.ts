import { fleetFlags } from '../../command-line/flags/fleet-flags.ts';
import { outputFlags } from '../../command-line/flags/output-flags.ts';

export const factsFlags = { ...outputFlags(['yaml', 'json']), ...fleetFlags };
