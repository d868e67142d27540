import type { Resource } from '../../../../kubernetes/discovery/resource.ts';
import type { Listing } from './listing.ts';
import { isServerTable, readPage, type PageOptions } from './read-pages.ts';

/**
 * Returns the function that reads the objects of a watch one by one: a table that the server
 * printed, or the object. A table of a watch has its columns only in the first event, so the
 * function remembers them.
 */
export function eventReader(resource: Resource, options: PageOptions): (document: unknown) => Listing {
  let columnDefinitions: unknown[] = [];
  return document => {
    if (!isServerTable(document)) return readPage(resource, document, options);
    const own = document.columnDefinitions ?? [];
    if (own.length > 0) columnDefinitions = own;
    return readPage(resource, { ...document, columnDefinitions }, options);
  };
}
