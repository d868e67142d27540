import type { ResourceArgument } from '../../command-line/resource-arguments.ts';
import { json } from '../../output/format.ts';
import { jsonPathResults, printJsonPath, type JsonPath } from '../../output/jsonpath/print.ts';
import type { ClusterListings } from './merge-tables.ts';
import { sortedEntries } from './sorted-entries.ts';

/**
 * Returns what kubectl prints for a template in each cluster, each line behind the name of the
 * cluster. As JSON it is one list of the values of each cluster.
 * @throws FleetError TEMPLATE_FAILED
 */
export function printTemplate(
  path: JsonPath,
  clusters: readonly ClusterListings[],
  wanted: readonly ResourceArgument[],
  sortBy: string | undefined,
): string {
  const documents = clusters.flatMap(one =>
    documentsOf(one, wanted, sortBy).map(document => ({ cluster: one.cluster, document })),
  );
  if (path.asJson) {
    return json(
      documents.map(({ cluster, document }) => ({ cluster, values: jsonPathResults(path, document).flat() })),
    );
  }
  return documents
    .flatMap(({ cluster, document }) => {
      const text = printJsonPath(path, document);
      return text === ''
        ? []
        : text
            .replace(/\n$/, '')
            .split('\n')
            .map(line => `${cluster} ${line}`);
    })
    .join('\n');
}

/**
 * Returns the document to which kubectl would apply a template: the object that is named alone, or
 * one List of all. A cluster that lacks the object has none.
 */
function documentsOf(
  cluster: ClusterListings,
  wanted: readonly ResourceArgument[],
  sortBy: string | undefined,
): unknown[] {
  const items = sortedEntries([cluster], sortBy).map(({ entry }) => entry.object);
  const isOne = wanted.length === 1 && wanted[0]?.names.length === 1;
  return isOne ? items : [{ apiVersion: 'v1', kind: 'List', metadata: { resourceVersion: '' }, items }];
}
