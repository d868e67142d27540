import { collectionPath } from '../../../../kubernetes/discovery/api-groups.ts';
import { discover } from '../../../../kubernetes/discovery/discovery.ts';
import { resolveType } from '../../../../kubernetes/discovery/resolution.ts';
import type { Resource } from '../../../../kubernetes/discovery/resource.ts';
import { ClusterError } from '../../../../kubernetes/errors/cluster-error.ts';
import { fleetErrors } from '../../command-line/errors.ts';
import type { FleetWatch, WatchedList } from '../../fanout/watch/watched-list.ts';
import type { Listing } from './listing.ts';
import type { Query } from './read-part.ts';
import { eventReader } from './read-event.ts';
import { tableAccept } from './read-pages.ts';

/** One object, as a listing with nothing else. */
export type ListedObject = Listing;

/**
 * Returns the function that finds the lists of a cluster in which the objects of a query are: one,
 * or one for each default namespace of its contexts.
 */
export function findWatched(query: Query): FleetWatch<ListedObject>['find'] {
  return async (client, cluster) => {
    const [wanted] = query.wanted;
    const type = wanted?.type ?? '';
    const [resource, ...others] = resolveType(type, await discover(client));
    if (resource === undefined) {
      throw new ClusterError('NotFound', `the server doesn't have a resource type "${type}"`);
    }
    if (others.length > 0) throw fleetErrors.namesInvalid('get', 'you may only specify a single resource type');
    const given = wanted?.namespace ?? query.namespace;
    const namespaces = given === undefined ? cluster.namespaces : [given];
    const scopes = resource.namespaced ? namespaces : [''];
    return scopes.map(namespace =>
      watchedList(resource, collectionPath(resource, namespace), selectionOf(query, wanted?.names[0]), query),
    );
  };
}

function selectionOf(query: Query, name: string | undefined): Record<string, string> {
  const { labelSelector, fieldSelector, tables, objects } = query;
  const field = name === undefined ? fieldSelector : `metadata.name=${name}`;
  return {
    ...(labelSelector !== undefined && { labelSelector }),
    ...(field !== undefined && { fieldSelector: field }),
    ...(tables && objects && { includeObject: 'Object' }),
  };
}

function watchedList(
  resource: Resource,
  path: string,
  selection: Readonly<Record<string, string>>,
  query: Query,
): WatchedList<ListedObject> {
  const readEvent = eventReader(resource, query);
  return {
    path,
    selection,
    accept: query.tables ? tableAccept : undefined,
    chunk: query.chunk,
    read: document => {
      const { columns, entries } = readEvent(document);
      return entries.map(entry => ({
        key: `${entry.namespace}/${entry.name}`,
        uid: entry.uid ?? '',
        version: entry.resourceVersion ?? '',
        item: { resource, columns, entries: [entry] },
      }));
    },
  };
}
