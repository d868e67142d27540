import type { Environment } from '../../command-line/environment.ts';
import type { FlagsOf } from '../../command-line/flags/flag.ts';
import type { Answer } from '../../fanout/answer.ts';
import { customCells, type CustomColumn } from '../../output/custom-columns.ts';
import { documentText } from '../../output/format.ts';
import { printJsonPath } from '../../output/jsonpath/print.ts';
import { objectText } from '../../output/object-text.ts';
import { objectName } from '../../output/name.ts';
import type { PrintFormat } from '../../output/print-format.ts';
import { visible } from '../../output/visible.ts';
import { printTables } from '../../output/print-tables.ts';
import { tableLines } from '../../output/table.ts';
import { flatList } from './flat-list.ts';
import { fleetList } from './fleet-list.ts';
import { foundObjects, type FoundObject } from './found-objects.ts';
import type { getFlags } from './flags.ts';
import type { ClusterListings } from './listing.ts';
import { printTemplate } from './print-template.ts';
import type { Query } from './read-part.ts';
import type { Found } from './read-resources.ts';
import { resourceTables } from './resource-tables.ts';

type Flags = FlagsOf<typeof getFlags>;

/** Objects that were asked for, and how they are printed. */
interface PrintRequest {
  query: Query;
  output: PrintFormat;
  flags: Flags;
}

/** The same for a format that is no table. */
interface TextRequest extends PrintRequest {
  output: Exclude<PrintFormat, { format: 'table' } | { format: 'wide' }>;
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
  if (output.format === 'table' || output.format === 'wide') {
    const style = { ...flags, output: output.format };
    const tables = resourceTables(answers, style);
    printTables(tables, style, environment);
    return tables.length > 0;
  }
  const text = await textOf(answers, { ...request, output });
  if (text !== '') environment.stdout(text);
  return text !== '';
}

async function textOf(answers: readonly Answer<Found>[], { output, query, flags }: TextRequest): Promise<string> {
  const clusters = answers.flatMap(answer =>
    answer.ok ? [{ cluster: answer.cluster.name, listings: answer.value.listings }] : [],
  );
  const field = flags['sort-by'];
  if (output.format === 'jsonpath') {
    return flags.flat
      ? printJsonPath(output.path, flatList(foundObjects(clusters, field))).replace(/\n$/, '')
      : printTemplate(output.path, sortedWithin(clusters, field), query.wanted);
  }
  const objects = foundObjects(clusters, field);
  if (output.format === 'custom-columns') return columnsText(output.columns, objects, flags);
  if (output.format === 'name') return namesText(objects);
  return flags.flat
    ? objectText(output.format, flatList(objects))
    : documentText(output.format, fleetList(answers, objects));
}

/** Returns each cluster with its objects in one listing, sorted by a field. */
function sortedWithin(clusters: readonly ClusterListings[], field: string | undefined): readonly ClusterListings[] {
  if (field === undefined) return clusters;
  return clusters.map(one => ({
    ...one,
    listings: foundObjects([one], field).map(({ listing, entry }) => ({ ...listing, entries: [entry] })),
  }));
}

function columnsText(columns: readonly CustomColumn[], objects: readonly FoundObject[], flags: Flags): string {
  if (objects.length === 0) return '';
  const rows = objects.map(({ cluster, entry }) => [cluster, ...customCells(columns, entry.object)]);
  const headers = ['CLUSTER', ...columns.map(({ header }) => header)];
  return tableLines({ columns: headers, rows }, flags['no-headers']).join('\n');
}

function namesText(objects: readonly FoundObject[]): string {
  return objects
    .map(({ cluster, listing, entry }) => visible(`${cluster} ${objectName(listing.resource, entry.name)}`))
    .join('\n');
}
