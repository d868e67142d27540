import { foundObjects } from './found-objects.ts';
import { objectName } from '../../output/name.ts';
import type { Table } from '../../output/table.ts';
import type { ClusterListings, Column, Listing } from './listing.ts';
import { resourceKey } from '../../../../kubernetes/discovery/resolution.ts';

/** Columns to show beside those of the server, and the order of the rows. */
export interface TableStyle {
  wide: boolean;
  namespaces: boolean;
  /** Shows the kind in front of each name, also in a single table. */
  kinds?: boolean;
  labelColumns?: readonly string[];
  /** Shows all labels as the last column. */
  labels?: boolean;
  /** Field by which rows are sorted, as --sort-by takes it. */
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
      return mergeOne(parts, { ...style, kinds: style.kinds === true || keys.size > 1 });
    })
    .filter(({ rows }) => rows.length > 0);
}

function mergeOne(parts: readonly { cluster: string; listing: Listing }[], style: TableStyle): Table {
  const { wide, namespaces, kinds = false, labelColumns = [], labels = false } = style;
  const shown = new Map(parts.map(({ listing }) => [listing, shownColumns(listing, wide)]));
  const titles = new Map([...shown.values()].flat().map(({ key, name }) => [key, name.toUpperCase()]));
  const isNamespaced = namespaces && parts.some(({ listing }) => listing.resource.namespaced);
  const found = foundObjects(
    parts.map(({ cluster, listing }) => ({ cluster, listings: [listing] })),
    style.sortBy,
  );
  const rows = found.map(({ cluster, listing, entry }) => [
    cluster,
    ...(isNamespaced ? [entry.namespace] : []),
    ...[...titles.keys()].map(key => {
      const column = shown.get(listing)?.find(one => one.key === key);
      const cell = column === undefined ? '' : (entry.cells[column.index] ?? '');
      return kinds && column?.isName === true ? objectName(listing.resource, cell) : cell;
    }),
    ...labelColumns.map(label => entry.labels?.[label] ?? ''),
    ...(labels ? [labelsText(entry.labels ?? {})] : []),
  ]);
  const labelTitles = labelColumns.map(label => label.slice(label.lastIndexOf('/') + 1).toUpperCase());
  return {
    columns: [
      'CLUSTER',
      ...(isNamespaced ? ['NAMESPACE'] : []),
      ...titles.values(),
      ...labelTitles,
      ...(labels ? ['LABELS'] : []),
    ],
    rows,
  };
}

/** Returns labels as kubectl prints them: sorted, `<none>` for no label. */
function labelsText(labels: Readonly<Record<string, string>>): string {
  const texts = Object.keys(labels)
    .sort()
    .map(key => `${key}=${labels[key] ?? ''}`);
  return texts.join(',') || '<none>';
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
