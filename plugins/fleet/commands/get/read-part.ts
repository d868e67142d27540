import type { Client } from '../../../../kubernetes/client/client.ts';
import { collectionPath } from '../../../../kubernetes/discovery/api-groups.ts';
import { resourceKey } from '../../../../kubernetes/discovery/resolution.ts';
import type { Resource } from '../../../../kubernetes/discovery/resource.ts';
import { hasReason, isRefusal, type ClusterError } from '../../../../kubernetes/errors/cluster-error.ts';
import { mapPages, withQuery } from '../../../../kubernetes/list/list.ts';
import type { ResourceArgument } from '../../command-line/resource-arguments.ts';
import type { Listing } from './listing.ts';
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
interface Part {
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
): Promise<{ listing: Listing; absent: Absent[] } | ClusterError> {
  const { resource, names } = part;
  try {
    if (names.length === 0) return { listing: await readList(client, query, part), absent: [] };
    const answers = await Promise.all(names.map(name => readNamed(client, query, part, name)));
    const pages = answers.flatMap(({ pages }) => pages);
    return {
      listing: joinPages(
        resource,
        pages.map(page => readPage(resource, page, query)),
      ),
      absent: answers.flatMap(({ absent }) => absent.map(message => ({ resource: resourceKey(resource), message }))),
    };
  } catch (error) {
    if (isRefusal(error)) return error;
    throw error;
  }
}

/** Reads the objects that the selectors match, page by page. */
async function readList(client: Client, query: Query, { resource, namespaces }: Part): Promise<Listing> {
  const { labelSelector, fieldSelector, chunk } = query;
  const pages = foldersOf(resource, namespaces).map(folder =>
    mapPages(
      client,
      withQuery(folder, { labelSelector, fieldSelector, ...tableQuery(query) }),
      page => readPage(resource, page, query),
      { chunk, accept: acceptOf(query) },
    ),
  );
  return joinPages(resource, (await Promise.all(pages)).flat());
}

/** Reads a named object from the folders that have it. */
async function readNamed(
  client: Client,
  query: Query,
  { resource, namespaces }: Part,
  name: string,
): Promise<{ pages: unknown[]; absent: string[] }> {
  const pages: unknown[] = [];
  let absent = '';
  const ending = query.subresource === undefined ? '' : `/${encodeURIComponent(query.subresource)}`;
  for (const folder of foldersOf(resource, namespaces)) {
    try {
      const path = withQuery(`${folder}/${encodeURIComponent(name)}${ending}`, tableQuery(query));
      pages.push(await client.get(path, { accept: acceptOf(query) }));
    } catch (error) {
      if (!hasReason(error, 'NotFound')) throw error;
      absent = error.message;
    }
  }
  return { pages, absent: pages.length === 0 ? [absent] : [] };
}

function acceptOf({ tables }: Query): string | undefined {
  return tables ? tableAccept : undefined;
}

/** Asks for whole objects beside the rows, which have only metadata by default. */
function tableQuery({ tables, objects }: Query): { includeObject?: string } {
  return tables && objects ? { includeObject: 'Object' } : {};
}

/** Returns the paths of the collections in which the objects are. */
function foldersOf(resource: Resource, namespaces: readonly string[]): string[] {
  return resource.namespaced && !namespaces.includes('')
    ? namespaces.map(namespace => collectionPath(resource, namespace))
    : [collectionPath(resource, '')];
}
