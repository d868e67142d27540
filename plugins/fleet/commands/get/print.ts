import type { FlagsOf } from '../../command-line/flags/flag.ts';
import type { Answer } from '../../fanout/answer.ts';
import { customCells, type CustomColumn } from '../../output/custom-columns.ts';
import { documentText } from '../../output/format.ts';
import { objectName } from '../../output/name.ts';
import type { PrintFormat } from '../../output/print-format.ts';
import { tableLines } from '../../output/table.ts';
import { fleetList } from './fleet-list.ts';
import type { getFlags } from './flags.ts';
import { mergeTables, type ClusterListings } from './merge-tables.ts';
import { printTemplate } from './print-template.ts';
import type { Found, Query } from './read-resources.ts';

type Flags = FlagsOf<typeof getFlags>;

/** True for a format that is made of whole objects, and not of the rows that servers print. */
export function needsObjects({ format }: PrintFormat): boolean {
  return !['table', 'wide', 'name'].includes(format);
}

/**
 * Returns the objects of all clusters in a format, '' for none.
 * @throws FleetError TEMPLATE_FAILED
 */
export async function printedText(
  answers: readonly Answer<Found>[],
  output: PrintFormat,
  query: Query,
  flags: Flags,
): Promise<string> {
  const clusters = answers.flatMap(answer =>
    answer.ok ? [{ cluster: answer.cluster.name, listings: answer.value.listings }] : [],
  );
  switch (output.format) {
    case 'json':
    case 'yaml':
    case 'kyaml':
      return documentText(output.format, fleetList(answers));
    case 'jsonpath':
      return printTemplate(output.path, clusters, query.wanted);
    case 'custom-columns':
      return columnsText(output.columns, clusters, flags);
    case 'name':
      return namesText(clusters);
    default:
      return tablesText(answers, clusters, output.format === 'wide', flags);
  }
}

function columnsText(columns: readonly CustomColumn[], clusters: readonly ClusterListings[], flags: Flags): string {
  const rows = clusters.flatMap(({ cluster, listings }) =>
    listings.flatMap(({ entries }) => entries.map(({ object }) => [cluster, ...customCells(columns, object)])),
  );
  if (rows.length === 0) return '';
  const headers = ['CLUSTER', ...columns.map(({ header }) => header)];
  return tableLines({ columns: headers, rows }, flags['no-headers']).join('\n');
}

function namesText(clusters: readonly ClusterListings[]): string {
  const lines = clusters.flatMap(({ cluster, listings }) =>
    listings.flatMap(({ resource, entries }) => entries.map(({ name }) => `${cluster} ${objectName(resource, name)}`)),
  );
  return lines.join('\n');
}

function tablesText(
  answers: readonly Answer<Found>[],
  clusters: readonly ClusterListings[],
  wide: boolean,
  flags: Flags,
): string {
  // Contexts of one cluster may have different default namespaces. Rows then show their namespace.
  const isMixed = flags.namespace === undefined && answers.some(({ cluster }) => cluster.namespaces.length > 1);
  return mergeTables(clusters, { wide, namespaces: flags['all-namespaces'] || isMixed })
    .map(table => tableLines(table, flags['no-headers']).join('\n'))
    .join('\n\n');
}
