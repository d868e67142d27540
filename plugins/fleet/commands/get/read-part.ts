import type { Client, GetOptions } from '../../../../kubernetes/client/client.ts';
import { collectionPath } from '../../../../kubernetes/discovery/api-groups.ts';
import { resourceKey } from '../../../../kubernetes/discovery/resolution.ts';
import type { Resource } from '../../../../kubernetes/discovery/resource.ts';
import { hasReason, isRefusal, type ClusterError } from '../../../../kubernetes/errors/cluster-error.ts';
import { mapPages, withQuery } from '../../../../kubernetes/list/list.ts';
import { parseWithoutManagedFields } from '../../../../kubernetes/list/parse-without-managed-fields.ts';
import type { ResourceArgument } from '../../command-line/resource-arguments.ts';
import type { Listing } from './listing.ts';
import type { Receiver } from './receiver.ts';
import { joinPages, readPage, tableAccept, type PageOptions } from './read-pages.ts';

/** Objects to read, and how. */
export interface Query extends PageOptions {
  wanted: readonly ResourceArgument[];
  /** Namespace to read: '' for all, undefined for the default of each cluster's context. */
  namespace: string | undefined;
  labelSelector: string | undefined;
  fieldSelector: string | undefined;
  /** Subresource of named objects, e.g. status. */
  subresource: string | undefined;
  /** True for rows that the server prints. */
  tables: boolean;
  /** True for names that are printed alone, so that no cell stands for them. */
  named: boolean;
  /** Maximum number of objects in an answer; 0 is no limit. */
  chunk: number;
}

export interface Absent {
  /** Resource, e.g. deployments.apps */
  resource: string;
  /** Message of the server: deployments.apps "cart" not found */
  message: string;
}

/** Objects of one resource to read. */
export interface Part {
  resource: Resource;
  names: readonly string[];
  namespaces: readonly string[];
}

/**
 * Reads the objects of one resource. A refusal of the server is returned as a value, because the
 * server may grant other reads.
 */
export async function readPart(
  client: Client,
  query: Query,
  part: Part,
  receiver: Receiver,
): Promise<{ listing: Listing; absent: Absent[] } | ClusterError> {
  const { resource, names } = part;
  try {
    if (names.length === 0) return { listing: await readList(client, query, part, receiver), absent: [] };
    const answers = await Promise.all(names.map(name => readNamed(client, query, { ...part, name }, receiver)));
    return {
      listing: joinPages(
        resource,
        answers.flatMap(({ pages }) => pages),
      ),
      absent: answers.flatMap(({ absent }) => absent.map(message => ({ resource: resourceKey(resource), message }))),
    };
  } catch (error) {
    if (isRefusal(error)) return error;
    throw error;
  }
}

/** Reads the objects that the selectors match, page by page. */
async function readList(
  client: Client,
  query: Query,
  { resource, namespaces }: Part,
  { once, keeps, take }: Receiver,
): Promise<Listing> {
  const { labelSelector, fieldSelector, chunk } = query;
  const pages = foldersOf(resource, namespaces).map(({ path: folder, namespace }) => {
    const includeObject = includedObject(query, namespace);
    const path = withQuery(folder, { labelSelector, fieldSelector, includeObject });
    const takePage = (page: unknown) => take(path, readPage(resource, page, query, namespace));
    return once(path, () => mapPages(client, path, takePage, { chunk, rereads: keeps, ...requestOf(query) }));
  });
  return joinPages(
    resource,
    (await Promise.all(pages)).flatMap(pages => pages ?? []),
  );
}

/** Reads a named object from the folders that have it. */
async function readNamed(
  client: Client,
  query: Query,
  { resource, namespaces, name }: Omit<Part, 'names'> & { name: string },
  { once, take }: Receiver,
): Promise<{ pages: Listing[]; absent: string[] }> {
  const pages: Listing[] = [];
  let absent = '';
  const ending = query.subresource === undefined ? '' : `/${encodeURIComponent(query.subresource)}`;
  for (const { path: folder } of foldersOf(resource, namespaces)) {
    try {
      const includeObject = includedObject(query, undefined);
      const path = withQuery(`${folder}/${encodeURIComponent(name)}${ending}`, { includeObject });
      const page = await once(path, async () =>
        take(path, readPage(resource, await client.get(path, requestOf(query)), query)),
      );
      pages.push(page ?? { resource, columns: [], entries: [] });
    } catch (error) {
      if (!hasReason(error, 'NotFound')) throw error;
      absent = error.message;
    }
  }
  return { pages, absent: pages.length === 0 ? [absent] : [] };
}

/** Returns the form of the answer. Rows need no more of the metadata than names and labels. */
function requestOf({ tables }: Query): Pick<GetOptions, 'accept' | 'parse'> {
  return tables ? { accept: tableAccept, parse: parseWithoutManagedFields } : {};
}

/**
 * Returns the part of the objects that comes beside the rows: nothing where the rows tell all,
 * because metadata is ten times as long as a row.
 * @param namespace that of all rows; undefined where only their metadata tells
 */
function includedObject({ tables, objects, labels, named }: Query, namespace: string | undefined): string | undefined {
  if (!tables) return undefined;
  if (objects) return 'Object';
  return namespace === undefined || labels || named ? undefined : 'None';
}

/** Returns the collections in which the objects are, with the namespace of all that is in them. */
function foldersOf(resource: Resource, namespaces: readonly string[]): { path: string; namespace?: string }[] {
  if (!resource.namespaced) return [{ path: collectionPath(resource, ''), namespace: '' }];
  if (namespaces.includes('')) return [{ path: collectionPath(resource, '') }];
  return namespaces.map(namespace => ({ path: collectionPath(resource, namespace), namespace }));
}
