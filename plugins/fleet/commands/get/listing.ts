import { resourceKey } from '../../../../kubernetes/discovery/resolution.ts';
import { grouped } from '../../../../kubernetes/objects/grouped.ts';
import type { KubernetesObject } from '../../../../kubernetes/objects/object.ts';
import type { Resource } from '../../../../kubernetes/discovery/resource.ts';

/** Objects of one resource in one cluster. */
export interface Listing {
  resource: Resource;
  /** Columns as the server names them; none if whole objects were asked for. */
  columns: readonly Column[];
  entries: readonly Entry[];
}

/** Objects of several resources in one cluster. */
export interface ClusterListings {
  cluster: string;
  listings: readonly Listing[];
}

export interface Column {
  name: string;
  /** True for the column that holds the object's name. */
  isName: boolean;
  /** True for a column that is shown only with -o wide. */
  isWide: boolean;
}

export interface Entry {
  namespace: string;
  name: string;
  /** UID and version of the object, where a watch needs them; '' where it has none. */
  uid?: string;
  resourceVersion?: string;
  cells: readonly string[];
  /** The object; {} where the output needs no more than the cells. */
  object: KubernetesObject;
  /** Labels, where the output needs them. */
  labels?: Readonly<Record<string, string>>;
  /** True for an object that the cluster lacks and another one has. */
  isAbsent?: true;
}

/**
 * Joins listings of the same resource in one cluster. An object that is in several appears once.
 * Objects of an aggregated API may have no UID, so their names tell them apart.
 */
export function mergeListings(listings: readonly Listing[]): Listing[] {
  return [...grouped(listings, ({ resource }) => resourceKey(resource)).values()].flatMap(([first, ...others]) => {
    if (first === undefined || others.length === 0) return first ?? [];
    const entries = new Map<string, Entry>();
    for (const entry of [first, ...others].flatMap(({ entries }) => entries)) {
      const key = `${entry.namespace}/${entry.name}`;
      if (!entries.has(key)) entries.set(key, entry);
    }
    return { ...first, entries: [...entries.values()] };
  });
}
