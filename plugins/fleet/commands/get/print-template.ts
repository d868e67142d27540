import type { ResourceArgument } from '../../command-line/resource-arguments.ts';
import { json } from '../../output/format.ts';
import { jsonPathResults, printJsonPath, type JsonPath } from '../../output/jsonpath/print.ts';
import type { ClusterListings } from './listing.ts';

/**
 * Returns what kubectl prints for a template in each cluster, each line behind the name of the
 * cluster. As JSON it is one list of the values of each cluster.
 * @throws FleetError TEMPLATE_FAILED
 */
export function printTemplate(
  path: JsonPath,
  clusters: readonly ClusterListings[],
  wanted: readonly ResourceArgument[],
): string {
  const documents = clusters.flatMap(({ cluster, listings }) =>
    documentsOf(listings, wanted).map(document => ({ cluster, document })),
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
function documentsOf(listings: ClusterListings['listings'], wanted: readonly ResourceArgument[]): unknown[] {
  const items = listings.flatMap(({ entries }) => entries.map(({ object }) => object));
  const isOne = wanted.length === 1 && wanted[0]?.names.length === 1;
  return isOne ? items : [{ apiVersion: 'v1', kind: 'List', metadata: { resourceVersion: '' }, items }];
}
