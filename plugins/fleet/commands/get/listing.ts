import type { KubernetesObject } from '../../../../kubernetes/objects/object.ts';
import type { Resource } from '../../../../kubernetes/discovery/resource.ts';

/** The objects of one resource in one cluster. */
export interface Listing {
  resource: Resource;
  /** As the server names them; none where whole objects were asked for. */
  columns: readonly Column[];
  entries: readonly Entry[];
}

export interface Column {
  name: string;
  /** The column that holds the object's name. */
  isName: boolean;
  /** Shown only with -o wide. */
  isWide: boolean;
}

export interface Entry {
  uid: string;
  namespace: string;
  name: string;
  cells: readonly string[];
  /** Without managedFields; {} where a table was asked for. */
  object: KubernetesObject;
}

/** Two answers of one cluster as one; an object that is in both is there once. */
export function mergeListings(first: readonly Listing[], second: readonly Listing[]): Listing[] {
  return first.map((listing, index) => {
    const known = new Set(listing.entries.map(({ uid }) => uid));
    const more = (second[index]?.entries ?? []).filter(({ uid }) => !known.has(uid));
    return { ...listing, entries: [...listing.entries, ...more] };
  });
}
