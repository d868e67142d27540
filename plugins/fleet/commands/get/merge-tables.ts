import { foundObjects, type FoundObject } from './found-objects.ts';
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
  const columns = [...shown.values()].flatMap(one => [...one]);
  const titles = new Map(columns.map(([key, { name }]) => [key, name.toUpperCase()]));
  const isNamespaced = namespaces && parts.some(({ listing }) => listing.resource.namespaced);
  const keys = [...titles.keys()];
  const printed = ({ listing, entry }: FoundObject): string[] => {
    const columns = shown.get(listing);
    return keys.map(key => {
      const column = columns?.get(key);
      const cell = column === undefined ? '' : (entry.cells[column.index] ?? '');
      return kinds && column?.isName === true ? objectName(listing.resource, cell) : cell;
    });
  };
  const cellsOf = (found: FoundObject): string[] => {
    const { namespace, labels: all = {} } = found.entry;
    return [
      found.cluster,
      ...(isNamespaced ? [namespace] : []),
      ...printed(found),
      ...labelColumns.map(label => all[label] ?? ''),
      ...(labels ? [labelsText(all)] : []),
    ];
  };
  const rows = foundObjects(
    parts.map(({ cluster, listing }) => ({ cluster, listings: [listing] })),
    style.sortBy,
  ).map(cellsOf);
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

/** A column with its place among the cells of a row. */
type ShownColumn = Column & { index: number };

/**
 * Returns the columns to show, each with a unique key. A custom resource may give two columns the
 * same name.
 */
function shownColumns({ columns }: Listing, wide: boolean): Map<string, ShownColumn> {
  const keyed = columns.map((column, index) => {
    const sameBefore = columns.slice(0, index).filter(({ name }) => name === column.name).length;
    return [`${column.name} ${sameBefore}`, { ...column, index }] as const;
  });
  return new Map(keyed.filter(([, { isWide }]) => wide || !isWide));
}
