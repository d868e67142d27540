import { fleetFlags } from '../../command-line/flags/fleet-flags.ts';
import { allNamespacesFlags, namespaceFlags } from '../../command-line/flags/namespace-flags.ts';
import { tableFlags } from '../../command-line/flags/output-flags.ts';
import { printerFlags } from '../../command-line/flags/printer-flags.ts';
import { selectorFlags } from '../../command-line/flags/selector-flags.ts';

export const getFlags = {
  ...namespaceFlags,
  ...allNamespacesFlags,
  ...selectorFlags,
  ...printerFlags,
  ...tableFlags,
  ...fleetFlags,
};
