import type { Resource } from '../../../../kubernetes/discovery/resource.ts';
import type { Entry, Listing } from './listing.ts';

/** Returns the resource of Deployments, with the given changes. */
export function resourceOf(changes: Partial<Resource> = {}): Resource {
  return {
    group: 'apps',
    version: 'v1',
    plural: 'deployments',
    singular: 'deployment',
    kind: 'Deployment',
    namespaced: true,
    shortNames: ['deploy'],
    categories: ['all'],
    verbs: ['get', 'list'],
    ...changes,
  };
}

/**
 * Returns a listing. The first column is the object's name, and a title in brackets is a wide
 * column.
 */
export function listingOf(titles: readonly string[], rows: readonly string[][], resource = resourceOf()): Listing {
  return {
    resource,
    columns: titles.map((title, index) => ({
      name: title.replace(/[()]/g, ''),
      isName: index === 0,
      isWide: title.startsWith('('),
    })),
    entries: rows.map(entryOf),
  };
}

function entryOf(cells: readonly string[]): Entry {
  const [name = ''] = cells;
  return { namespace: 'shop', name, cells, object: {} };
}
