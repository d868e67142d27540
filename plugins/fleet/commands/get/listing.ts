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
  uid: string;
  namespace: string;
  name: string;
  cells: readonly string[];
  /** The object; {} where the output needs no more than the cells. */
  object: KubernetesObject;
  /** Labels, where the output needs them. */
  labels?: Readonly<Record<string, string>>;
  /** True for an object that the cluster lacks and another one has. */
  isAbsent?: true;
}

/** Merges two answers of one cluster. An object that is in both appears once. */
export function mergeListings(first: readonly Listing[], second: readonly Listing[]): Listing[] {
  return first.map((listing, index) => {
    const known = new Set(listing.entries.map(({ uid }) => uid));
    const more = (second[index]?.entries ?? []).filter(({ uid }) => !known.has(uid));
    return { ...listing, entries: [...listing.entries, ...more] };
  });
}
