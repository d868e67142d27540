import { sortBy } from '../../output/sort-by.ts';
import type { Entry, Listing } from './listing.ts';
import type { ClusterListings } from './listing.ts';

/** One object with the cluster that has it. */
export interface FoundObject {
  cluster: string;
  listing: Listing;
  entry: Entry;
}

/**
 * Returns the objects of all clusters, one cluster after another, or sorted by a field. Equal
 * objects stay in the order of their clusters.
 * @param field as --sort-by takes it
 * @throws FleetError SORT_FAILED
 */
export function foundObjects(clusters: readonly ClusterListings[], field: string | undefined): FoundObject[] {
  const objects = clusters.flatMap(({ cluster, listings }) =>
    listings.flatMap(listing => listing.entries.map(entry => ({ cluster, listing, entry }))),
  );
  return field === undefined ? objects : sortBy(objects, field, ({ entry }) => entry.object);
}
