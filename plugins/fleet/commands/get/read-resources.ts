import type { Question } from '../../fanout/ask-one.ts';
import type { Client } from '../../../../kubernetes/client/client.ts';
import { listPages, withQuery } from '../../../../kubernetes/list/list.ts';
import { ClusterError, hasReason, isRefusal } from '../../../../kubernetes/errors/cluster-error.ts';
import { discover } from '../../../../kubernetes/discovery/discovery.ts';
import { versionPath } from '../../../../kubernetes/discovery/api-groups.ts';
import type { Resource } from '../../../../kubernetes/discovery/resource.ts';
import { mergeListings, type Listing } from './listing.ts';
import { readPages, tableAccept } from './read-pages.ts';
import { resolveType, resourceKey } from '../../../../kubernetes/discovery/resolution.ts';
import type { ResourceArgument } from '../../command-line/resource-arguments.ts';

/** Objects to read. `whole` is false for rows that the server prints. */
export interface Query {
  wanted: readonly ResourceArgument[];
  /** Namespace to read: '' for all, undefined for the default of each cluster's context. */
  namespace: string | undefined;
  labelSelector: string | undefined;
  fieldSelector: string | undefined;
  whole: boolean;
  /** True for rows that come with the objects of which they are printed. */
  rowsWithObjects: boolean;
  now: Date;
}

/** Objects of one cluster that match a query. */
export interface Found {
  listings: readonly Listing[];
  /** Types that the cluster does not serve. */
  unserved: readonly string[];
  /** Named objects that the cluster does not have. */
  absent: readonly Absent[];
  /** Errors of the listings that the server refused. */
  refused: readonly ClusterError[];
}

export interface Absent {
  /** Resource, e.g. deployments.apps */
  resource: string;
  /** Message of the server: deployments.apps "cart" not found */
  message: string;
}

/** Reads one cluster: first the types that it serves, then all objects at once. */
export function readResources(query: Query): Question<Found> {
  return async (client, cluster) => {
    const namespaces = query.namespace === undefined ? cluster.namespaces : [query.namespace];
    const served = await discover(client);
    const resolved = query.wanted.map(({ type, names }) => ({ type, names, resources: resolveType(type, served) }));
    const parts = await Promise.all(
      resolved
        .flatMap(({ names, resources }) => resources.map(resource => ({ names, resource })))
        .map(({ names, resource }) => readPart(client, query, { resource, names, namespaces })),
    );
    const refused = parts.flatMap(part => (part instanceof ClusterError ? [part] : []));
    if (refused[0] !== undefined && refused.length === parts.length) throw refused[0];
    const read = parts.flatMap(part => (part instanceof ClusterError ? [] : [part]));
    return {
      listings: join(read.map(({ listing }) => listing)),
      unserved: resolved.filter(({ resources }) => resources.length === 0).map(({ type }) => type),
      absent: read.flatMap(({ absent }) => absent),
      refused,
    };
  };
}

/**
 * Merges the answers of two contexts of one cluster. One context may have access, or a default
 * namespace, that the other lacks.
 */
export function mergeFound(first: Found, second: Found): Found {
  return {
    ...first,
    listings: mergeListings(first.listings, second.listings),
    absent: first.absent.filter(({ message }) => second.absent.some(other => other.message === message)),
  };
}

interface Part {
  resource: Resource;
  names: readonly string[];
  namespaces: readonly string[];
}

/**
 * Reads the objects of one resource. A refusal of the server is returned as a value, because the
 * server may grant other reads.
 */
async function readPart(
  client: Client,
  query: Query,
  part: Part,
): Promise<{ listing: Listing; absent: Absent[] } | ClusterError> {
  const accept = query.whole ? undefined : tableAccept;
  const includeObject = query.rowsWithObjects && !query.whole ? 'Object' : undefined;
  const folders = pathsOf(part);
  try {
    if (part.names.length === 0) {
      const { labelSelector, fieldSelector } = query;
      const paths = folders.map(folder => withQuery(folder, { labelSelector, fieldSelector, includeObject }));
      const pages = (await Promise.all(paths.map(path => listPages(client, path, accept)))).flat();
      return { listing: readPages(part.resource, pages, query.now, query.rowsWithObjects), absent: [] };
    }
    const answers = await Promise.all(
      part.names.map(name =>
        readNamed(
          client,
          folders.map(folder => withQuery(`${folder}/${encodeURIComponent(name)}`, { includeObject })),
          accept,
        ),
      ),
    );
    const pages = answers.flatMap(({ pages }) => pages);
    return {
      listing: readPages(part.resource, pages, query.now, query.rowsWithObjects),
      absent: answers.flatMap(({ absent }) =>
        absent.map(message => ({ resource: resourceKey(part.resource), message })),
      ),
    };
  } catch (error) {
    if (isRefusal(error)) return error;
    throw error;
  }
}

/** Reads a named object from the paths at which there is one. */
async function readNamed(
  client: Client,
  paths: readonly string[],
  accept: string | undefined,
): Promise<{ pages: unknown[]; absent: string[] }> {
  const pages: unknown[] = [];
  let absent = '';
  for (const path of paths) {
    try {
      pages.push(await client.get(path, { accept }));
    } catch (error) {
      if (!hasReason(error, 'NotFound')) throw error;
      absent = error.message;
    }
  }
  return { pages, absent: pages.length === 0 ? [absent] : [] };
}

function pathsOf({ resource, namespaces }: Part): string[] {
  const { group, version, plural, namespaced } = resource;
  const base = versionPath(group, version);
  if (!namespaced || namespaces.includes('')) return [`${base}/${plural}`];
  return namespaces.map(namespace => `${base}/namespaces/${encodeURIComponent(namespace)}/${plural}`);
}

/**
 * Joins listings of the same resource, which a query may name twice, as deploy/a and deployments/b.
 */
function join(listings: readonly Listing[]): Listing[] {
  const joined = new Map<string, Listing>();
  for (const listing of listings) {
    const key = resourceKey(listing.resource);
    const other = joined.get(key);
    const [merged = listing] = other === undefined ? [] : mergeListings([other], [listing]);
    joined.set(key, merged);
  }
  return [...joined.values()];
}
