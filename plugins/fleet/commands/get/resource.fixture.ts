import type { Resource } from '../../../../kubernetes/discovery/resource.ts';
import type { Entry, Listing } from './listing.ts';

/** The resource of Deployments, changed where the test needs it. */
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

/** A listing whose columns are named like cells: the first one is the object's name, and one in brackets is wide. */
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
  return { uid: `uid of ${name}`, namespace: 'shop', name, cells, object: {} };
}
