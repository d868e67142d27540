import { objectName } from '../../output/name.ts';
import { sortBy } from '../../output/sort-by.ts';
import type { Table } from '../../output/table.ts';
import type { Column, Listing } from './listing.ts';
import { resourceKey } from '../../../../kubernetes/discovery/resolution.ts';

/** Objects of several resources in one cluster. */
export interface ClusterListings {
  cluster: string;
  listings: readonly Listing[];
}

/** Columns to show beside those of the server. */
export interface TableStyle {
  wide: boolean;
  namespaces: boolean;
  /** Field by which the rows of all clusters are sorted. */
  sortBy?: string | undefined;
}

/**
 * Returns one table for each resource that has objects in any cluster, with CLUSTER as first
 * column. Clusters print different columns, because of other versions of Kubernetes or of a custom
 * resource. Columns are matched by name, in the first cluster's order. A column that a cluster
 * lacks is blank.
 */
export function mergeTables(clusters: readonly ClusterListings[], style: TableStyle): Table[] {
  const keys = new Set(clusters.flatMap(({ listings }) => listings.map(({ resource }) => resourceKey(resource))));
  return [...keys]
    .map(key => {
      const parts = clusters.flatMap(({ cluster, listings }) =>
        listings
          .filter(({ resource, entries }) => resourceKey(resource) === key && entries.length > 0)
          .map(listing => ({ cluster, listing })),
      );
      return mergeOne(parts, style, keys.size > 1);
    })
    .filter(({ rows }) => rows.length > 0);
}

function mergeOne(
  parts: readonly { cluster: string; listing: Listing }[],
  { wide, namespaces, sortBy: field }: TableStyle,
  withKind: boolean,
): Table {
  const shown = parts.map(({ cluster, listing }) => ({ cluster, listing, columns: shownColumns(listing, wide) }));
  const titles = new Map(shown.flatMap(({ columns }) => columns.map(({ key, name }) => [key, name.toUpperCase()])));
  const isNamespaced = namespaces && parts.some(({ listing }) => listing.resource.namespaced);
  const rows = shown.flatMap(({ cluster, listing, columns }) =>
    listing.entries.map(({ namespace, cells, object }) => ({
      object,
      cells: [
        cluster,
        ...(isNamespaced ? [namespace] : []),
        ...[...titles.keys()].map(key => {
          const column = columns.find(one => one.key === key);
          const cell = column === undefined ? '' : (cells[column.index] ?? '');
          return withKind && column?.isName === true ? objectName(listing.resource, cell) : cell;
        }),
      ],
    })),
  );
  const sorted = field === undefined ? rows : sortBy(rows, field, ({ object }) => object);
  return {
    columns: ['CLUSTER', ...(isNamespaced ? ['NAMESPACE'] : []), ...titles.values()],
    rows: sorted.map(({ cells }) => cells),
  };
}

/**
 * Returns the columns to show, each with a unique key. A custom resource may give two columns the
 * same name.
 */
function shownColumns({ columns }: Listing, wide: boolean): (Column & { key: string; index: number })[] {
  return columns
    .map((column, index) => {
      const sameBefore = columns.slice(0, index).filter(({ name }) => name === column.name).length;
      return { ...column, key: `${column.name} ${sameBefore}`, index };
    })
    .filter(({ isWide }) => wide || !isWide);
}
