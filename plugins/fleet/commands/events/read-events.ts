import { checked } from '../../../../kubernetes/client/checked.ts';
import { discover } from '../../../../kubernetes/discovery/discovery.ts';
import { groupVersion, resolveType } from '../../../../kubernetes/discovery/resolution.ts';
import { ClusterError } from '../../../../kubernetes/errors/cluster-error.ts';
import { mapPages, withQuery } from '../../../../kubernetes/list/list.ts';
import type { Client } from '../../../../kubernetes/client/client.ts';
import type { ResourceArgument } from '../../command-line/resource-arguments.ts';
import type { Question } from '../../fanout/ask-one.ts';
import { isEvent, isEventList, type Event } from './event.ts';

/** Events to read. */
export interface EventQuery {
  /** Namespace: '' for all, undefined for the default of each cluster's context. */
  namespace: string | undefined;
  /** The object that the events are about. */
  about: ResourceArgument | undefined;
  /** Types in lower case; all where it is empty. */
  types: readonly string[];
  /** Maximum number of events in an answer; 0 is no limit. */
  chunk: number;
}

/** Reads the events of one cluster, in the order of the server. */
export function readEvents(query: EventQuery): Question<Event[]> {
  return async (client, cluster) => {
    const namespaces = query.namespace === undefined ? cluster.namespaces : [query.namespace];
    const fieldSelector = query.about === undefined ? undefined : await selectorOf(client, query.about);
    const isWanted = ({ type }: Event) => query.types.length === 0 || query.types.includes((type ?? '').toLowerCase());
    const lists = namespaces.map(namespace => {
      const folder = namespace === '' ? '/api/v1' : `/api/v1/namespaces/${encodeURIComponent(namespace)}`;
      const path = withQuery(`${folder}/events`, { fieldSelector });
      return mapPages(client, path, page => (checked(isEventList, page).items ?? []).filter(isEvent).filter(isWanted), {
        chunk: query.chunk,
      });
    });
    return (await Promise.all(lists)).flat(2);
  };
}

/** Returns the field selector of events about an object, as kubectl asks for them. */
async function selectorOf(client: Client, { type, names }: ResourceArgument): Promise<string> {
  const [resource] = resolveType(type, await discover(client));
  if (resource === undefined) throw new ClusterError('NotFound', `the server doesn't have a resource type "${type}"`);
  return [
    `involvedObject.kind=${resource.kind}`,
    `involvedObject.apiVersion=${groupVersion(resource)}`,
    `involvedObject.name=${names[0] ?? ''}`,
  ].join(',');
}
