import type { printerFlags, plainFormats } from '../command-line/flags/printer-flags.ts';
import type { FlagsOf } from '../command-line/flags/flag.ts';
import type { Environment } from '../command-line/environment.ts';
import type { CustomColumn } from './custom-columns.ts';
import type { JsonPath } from './jsonpath/print.ts';

/** How a command prints objects, with its templates read and parsed. */
export type PrintFormat =
  | { format: (typeof plainFormats)[number] }
  | { format: 'jsonpath'; path: JsonPath }
  | { format: 'custom-columns'; columns: readonly CustomColumn[] };

/**
 * Returns the format that --output and --template name together. Files are read against the
 * working directory.
 * @throws FleetError TEMPLATE_INVALID, TEMPLATE_UNREADABLE, GO_TEMPLATE_REFUSED
 */
export async function readPrintFormat(
  flags: FlagsOf<typeof printerFlags>,
  { workingDirectory }: Pick<Environment, 'workingDirectory'>,
): Promise<PrintFormat> {
  const { output } = flags;
  return 'text' in output ? Promise.reject(new Error(`not there yet in ${workingDirectory}`)) : Promise.resolve(output);
}
