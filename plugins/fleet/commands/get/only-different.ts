import { grouped } from '../../../../kubernetes/objects/grouped.ts';
import { resourceKey } from '../../../../kubernetes/discovery/resolution.ts';
import type { Column, Entry, Listing } from './listing.ts';
import type { ClusterListings } from './listing.ts';

/** Columns whose cells each cluster assigns by itself; they say nothing about the object. */
const assigned = new Set([
  'age',
  'first seen',
  'last seen',
  'last schedule',
  'duration',
  'restarts',
  'ip',
  'node',
  'nominated node',
  'cluster-ip',
  'external-ip',
  'internal-ip',
]);

interface Found {
  cluster: string;
  listing: Listing;
  /** undefined where the cluster lacks the object. */
  entry: Entry | undefined;
}

/**
 * Returns the objects that are not the same in all clusters: cells of one column differ, or a
 * cluster lacks the object. Objects come one after another, each with an entry for every cluster; a
 * cluster that lacks it has `-` in each cell. A cluster is compared only by the resources that it
 * lists, and by the columns that it prints.
 * @param wide true to compare the columns of -o wide too
 */
export function onlyDifferent(clusters: readonly ClusterListings[], wide: boolean): ClusterListings[] {
  const all = clusters.flatMap(({ cluster, listings }) => listings.map(listing => ({ cluster, listing })));
  return [...grouped(all, ({ listing }) => resourceKey(listing.resource)).values()].flatMap(parts => {
    const columns = parts.find(({ listing }) => listing.columns.length > 0)?.listing.columns ?? [];
    return objectsOf(parts)
      .filter(found => isDifferent(found, wide))
      .flatMap(found =>
        found.map(({ cluster, listing, entry }) => ({
          cluster,
          listings: [
            entry === undefined
              ? { ...listing, columns, entries: [lacking(columns, found)] }
              : { ...listing, entries: [entry] },
          ],
        })),
      );
  });
}

/** Returns the objects of one resource by namespace and name, each with all clusters. */
function objectsOf(parts: readonly { cluster: string; listing: Listing }[]): Found[][] {
  const byPart = parts.map(part => ({
    ...part,
    entries: new Map(part.listing.entries.map(entry => [JSON.stringify([entry.namespace, entry.name]), entry])),
  }));
  const keys = [...new Set(byPart.flatMap(({ entries }) => [...entries.keys()]))].sort();
  return keys.map(key =>
    byPart.map(({ cluster, listing, entries }) => ({ cluster, listing, entry: entries.get(key) })),
  );
}

function isDifferent(found: readonly Found[], wide: boolean): boolean {
  if (found.some(({ entry }) => entry === undefined)) return true;
  const cells = found.flatMap(({ listing, entry }) =>
    listing.columns.flatMap(({ name, isWide }, index) =>
      assigned.has(name.toLowerCase()) || (isWide && !wide) ? [] : [{ name, cell: entry?.cells[index] ?? '' }],
    ),
  );
  return [...grouped(cells, ({ name }) => name).values()].some(same => new Set(same.map(({ cell }) => cell)).size > 1);
}

function lacking(columns: readonly Column[], found: readonly Found[]): Entry {
  const { name = '', namespace = '' } = found.find(({ entry }) => entry !== undefined)?.entry ?? {};
  const cells = columns.map(({ isName }) => (isName ? name : '-'));
  return { namespace, name, cells, object: {}, isAbsent: true };
}
