import type { Environment } from '../../command-line/environment.ts';
import type { FlagsOf } from '../../command-line/flags/flag.ts';
import type { Answer } from '../../fanout/answer.ts';
import { customCells, type CustomColumn } from '../../output/custom-columns.ts';
import { documentText } from '../../output/format.ts';
import { objectName } from '../../output/name.ts';
import type { PrintFormat } from '../../output/print-format.ts';
import { printTables } from '../../output/print-tables.ts';
import { tableLines } from '../../output/table.ts';
import { fleetList } from './fleet-list.ts';
import type { getFlags } from './flags.ts';
import { printTemplate } from './print-template.ts';
import type { Found, Query } from './read-resources.ts';
import { resourceTables } from './resource-tables.ts';
import { sortedEntries, type FleetEntry } from './sorted-entries.ts';

type Flags = FlagsOf<typeof getFlags>;

/** Objects that were asked for, and how they are printed. */
interface PrintRequest {
  query: Query;
  output: PrintFormat;
  flags: Flags;
}

/** True for a format that is made of whole objects, and not of the rows that servers print. */
export function needsObjects({ format }: PrintFormat): boolean {
  return !['table', 'wide', 'name'].includes(format);
}

/**
 * Prints the objects of all clusters in a format. Returns false where there is nothing to print.
 * @throws FleetError TEMPLATE_FAILED
 */
export async function printFound(
  answers: readonly Answer<Found>[],
  request: PrintRequest,
  environment: Environment,
): Promise<boolean> {
  const { flags, output } = request;
  const { format } = output;
  if (format === 'table' || format === 'wide') {
    const tables = resourceTables(answers, { ...flags, output: format });
    printTables(tables, { ...flags, output: format }, environment);
    return tables.length > 0;
  }
  const text = await textOf(answers, request);
  if (text !== '') environment.stdout(text);
  return text !== '';
}

async function textOf(answers: readonly Answer<Found>[], { output, query, flags }: PrintRequest): Promise<string> {
  const clusters = answers.flatMap(answer =>
    answer.ok ? [{ cluster: answer.cluster.name, listings: answer.value.listings }] : [],
  );
  if (output.format === 'jsonpath') return printTemplate(output.path, clusters, query.wanted, flags['sort-by']);
  const entries = sortedEntries(clusters, flags['sort-by']);
  if (output.format === 'custom-columns') return columnsText(output.columns, entries, flags);
  return output.format === 'name' ? namesText(entries) : documentText(output.format, fleetList(answers, entries));
}

function columnsText(columns: readonly CustomColumn[], entries: readonly FleetEntry[], flags: Flags): string {
  const rows = entries.map(({ cluster, entry }) => [cluster, ...customCells(columns, entry.object)]);
  if (rows.length === 0) return '';
  const headers = ['CLUSTER', ...columns.map(({ header }) => header)];
  return tableLines({ columns: headers, rows }, flags['no-headers']).join('\n');
}

function namesText(entries: readonly FleetEntry[]): string {
  return entries.map(({ cluster, resource, entry }) => `${cluster} ${objectName(resource, entry.name)}`).join('\n');
}
