import type { Resource } from '../../../../kubernetes/discovery/resource.ts';
import { sortBy } from '../../output/sort-by.ts';
import type { Entry } from './listing.ts';
import type { ClusterListings } from './merge-tables.ts';

/** One object with its cluster. */
export interface FleetEntry {
  cluster: string;
  resource: Resource;
  entry: Entry;
}

/**
 * Returns the objects of all clusters: by cluster, or over all clusters in the order of --sort-by.
 * @throws FleetError SORT_FAILED
 */
export function sortedEntries(clusters: readonly ClusterListings[], field: string | undefined): FleetEntry[] {
  const all = clusters.flatMap(({ cluster, listings }) =>
    listings.flatMap(({ resource, entries }) => entries.map(entry => ({ cluster, resource, entry }))),
  );
  return field === undefined ? all : sortBy(all, field, ({ entry }) => entry.object);
}
