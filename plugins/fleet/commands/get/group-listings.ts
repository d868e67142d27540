import { grouped } from '../../../../kubernetes/objects/grouped.ts';
import { resourceKey } from '../../../../kubernetes/discovery/resolution.ts';
import { counted } from '../../output/counted.ts';
import type { ClusterListings } from './listing.ts';

export type GroupBy = 'none' | 'cluster' | 'namespace' | 'kind';

/** Listings of one block of the output. */
export interface Group {
  /** Line above the block; undefined where all is one block. */
  heading: string | undefined;
  clusters: readonly ClusterListings[];
}

/** Returns the blocks of the output that have objects, each with their number. */
export function groupListings(clusters: readonly ClusterListings[], by: GroupBy): Group[] {
  if (by === 'none') return [{ heading: undefined, clusters }];
  const pieces = [...grouped(piecesOf(clusters, by), ({ key }) => key)];
  if (by === 'namespace') pieces.sort(([one], [other]) => (one < other ? -1 : 1));
  return pieces
    .map(([key, pieces]) => ({ key, clusters: pieces.map(({ piece }) => piece) }))
    .filter(({ clusters }) => objectCount(clusters) > 0)
    .map(({ key, clusters }) => ({ heading: headingOf(key, clusters, by), clusters }));
}

/** Returns each listing in pieces that belong to one block, with the name of the block. */
function piecesOf(clusters: readonly ClusterListings[], by: GroupBy): { key: string; piece: ClusterListings }[] {
  return clusters.flatMap(({ cluster, listings }) =>
    listings.flatMap(listing => {
      const piece = { cluster, listings: [listing] };
      if (by === 'cluster') return [{ key: cluster, piece }];
      if (by === 'kind') return [{ key: resourceKey(listing.resource), piece }];
      const parts = grouped(listing.entries, ({ namespace }) => namespace);
      return [...parts].map(([key, entries]) => ({ key, piece: { cluster, listings: [{ ...listing, entries }] } }));
    }),
  );
}

function headingOf(key: string, clusters: readonly ClusterListings[], by: GroupBy): string {
  const name = key === '' ? 'no namespace' : key;
  const found = clusters.filter(one => objectCount([one]) > 0);
  const count = counted(objectCount(clusters), 'object');
  const names = new Set(found.map(({ cluster }) => cluster));
  return by === 'cluster' ? `${name}: ${count}` : `${name}: ${count} in ${counted(names.size, 'cluster')}`;
}

/** Returns the number of objects, without rows for clusters that lack one. */
function objectCount(clusters: readonly ClusterListings[]): number {
  const entries = clusters.flatMap(({ listings }) => listings.flatMap(({ entries }) => entries));
  return entries.filter(({ isAbsent }) => isAbsent !== true).length;
}
