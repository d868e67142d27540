import { resolve } from 'node:path';
import { readWholeFile } from '../../../kubernetes/files/read-whole-file.ts';
import type { Environment } from '../command-line/environment.ts';
import { fleetErrors } from '../command-line/errors.ts';
import type { FlagsOf } from '../command-line/flags/flag.ts';
import type { OutputFormat, printerFlags } from '../command-line/flags/printer-flags.ts';
import { readColumns, readColumnsFile, type CustomColumn } from './custom-columns.ts';
import { wayWithout } from './go-template.ts';
import { readTemplate, type JsonPath } from './jsonpath/print.ts';

/** How a command prints objects, with its templates read and parsed. */
export type PrintFormat =
  | { format: 'table' }
  | { format: 'wide' }
  | { format: 'json' | 'yaml' | 'kyaml' | 'name' }
  | { format: 'jsonpath'; path: JsonPath }
  | { format: 'custom-columns'; columns: readonly CustomColumn[] };

type Templated = OutputFormat & { text: string | undefined };

/**
 * Returns the format that --output and --template name together. Files are read against the
 * working directory.
 * @throws FleetError TEMPLATE_MISSING, TEMPLATE_TWICE, TEMPLATE_INVALID, TEMPLATE_UNREADABLE,
 *   COLUMNS_INVALID, GO_TEMPLATE_REFUSED
 */
export async function readPrintFormat(
  flags: FlagsOf<typeof printerFlags>,
  environment: Pick<Environment, 'workingDirectory'>,
): Promise<PrintFormat> {
  const output = joined(flags);
  if (!('text' in output)) return output;
  const text = await textOf(output, environment);
  switch (output.format) {
    case 'jsonpath':
    case 'jsonpath-as-json':
    case 'jsonpath-file': {
      const allowMissingKeys = flags['allow-missing-template-keys'];
      const asJson = output.format === 'jsonpath-as-json';
      return { format: 'jsonpath', path: { template: readTemplate(text), allowMissingKeys, asJson } };
    }
    case 'custom-columns':
      return { format: 'custom-columns', columns: readColumns(text) };
    case 'custom-columns-file':
      return { format: 'custom-columns', columns: readColumnsFile(text) };
    default:
      throw fleetErrors.goTemplateRefused(output.format, wayWithout(text));
  }
}

/** Returns --output with the text of --template, which without --output is a template of Go. */
function joined({ output, template }: FlagsOf<typeof printerFlags>): OutputFormat {
  if (template === undefined || template === '') return output;
  if (output.format === 'table') return { format: 'go-template', text: template };
  if (!('text' in output)) return output;
  if (output.text !== undefined) throw fleetErrors.templateTwice(output.format);
  return { ...output, text: template };
}

async function textOf({ format, text }: Templated, { workingDirectory }: Pick<Environment, 'workingDirectory'>) {
  if (text === undefined || text === '') throw fleetErrors.templateMissing(format);
  if (!format.endsWith('file')) return text;
  try {
    return (await readWholeFile(resolve(workingDirectory, text))).toString('utf8');
  } catch (error) {
    throw fleetErrors.templateUnreadable(text, error);
  }
}
