import { fleetFlags } from '../../command-line/flags/fleet-flags.ts';
import { allNamespacesFlags, namespaceFlags } from '../../command-line/flags/namespace-flags.ts';
import { colourFlags, outputFlags, tableFlags } from '../../command-line/flags/output-flags.ts';
import { list, size, text } from '../../command-line/flags/value-types.ts';

export const eventsFlags = {
  ...namespaceFlags,
  ...allNamespacesFlags,
  for: text({ placeholder: 'KIND/NAME', sentence: 'Only events about this object.' }),
  types: list({ placeholder: 'TYPE,...', sentence: 'Only events of these types: Normal, Warning.' }),
  'chunk-size': size({ default: '500', sentence: 'How many events a server sends at once; 0 is all.' }),
  ...outputFlags(['table', 'wide', 'json', 'yaml']),
  ...tableFlags,
  ...colourFlags,
  ...fleetFlags,
};
