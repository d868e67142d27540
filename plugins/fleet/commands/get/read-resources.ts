import type { Question } from '../../fanout/ask-one.ts';
import { ClusterError, hasReason } from '../../../../kubernetes/errors/cluster-error.ts';
import { noMemory } from '../../../../kubernetes/discovery/memory.ts';
import { withResources } from '../../../../kubernetes/discovery/with-resources.ts';
import { resolveType, resourceKey } from '../../../../kubernetes/discovery/resolution.ts';
import type { Resource } from '../../../../kubernetes/discovery/resource.ts';
import type { Client } from '../../../../kubernetes/client/client.ts';
import { fleetErrors } from '../../command-line/errors.ts';
import type { Cluster } from '../../../../kubernetes/kubeconfig/cluster.ts';
import { keepAll, type Receiver } from './receiver.ts';
import { mergeListings, type Listing } from './listing.ts';
import { readPart, type Absent, type Part, type Query } from './read-part.ts';

/** Objects of one cluster that match a query. */
export interface Found {
  listings: readonly Listing[];
  /** Types that the cluster does not serve. */
  unserved: readonly string[];
  /** Named objects that the cluster does not have. */
  absent: readonly Absent[];
  /** Errors of the resources that the server refused, by their keys. */
  refused: ReadonlyMap<string, ClusterError>;
}

/** Returns the receiver of what one context reads. */
export type ReceiverOf = (cluster: Cluster, uid?: Promise<string | undefined>) => Receiver;

/** Reads one cluster: first the types that it serves, then all objects at once. */
export function readResources(query: Query, receiverOf: ReceiverOf = () => keepAll): Question<Found> {
  const types = query.wanted.map(({ type }) => type);
  return (client, cluster, asking) => {
    const receiver = receiverOf(cluster, asking?.uid);
    const namespaces = query.namespace === undefined ? cluster.namespaces : [query.namespace];
    const read = (served: readonly Resource[]) => readServed(client, query, { served, namespaces, receiver });
    return withResources(client, { memory: asking?.memory ?? noMemory, types, isStale: isOfMissingResource }, read);
  };
}

/**
 * True where the server does not know a resource, e.g. a version that it no longer serves. Its 404
 * of a missing object has other words: pods "cart" not found.
 */
function isOfMissingResource({ refused, absent }: Found): boolean {
  return (
    [...refused.values()].some(error => hasReason(error, 'NotFound')) ||
    absent.some(({ message }) => !message.endsWith('" not found'))
  );
}

/** The resources that a cluster serves, the namespaces to look in, and the receiver of objects. */
interface Place {
  served: readonly Resource[];
  namespaces: readonly string[];
  receiver: Receiver;
}

async function readServed(client: Client, query: Query, { served, namespaces, receiver }: Place): Promise<Found> {
  const resolved = query.wanted.map(one => ({ ...one, resources: resolveType(one.type, served) }));
  const places = resolved.flatMap(({ names, namespace, resources }) =>
    resources.map(resource => checkedPart(resource, names, namespace === undefined ? namespaces : [namespace])),
  );
  const parts = await Promise.all(
    places.map(async place => ({
      key: resourceKey(place.resource),
      part: await readPart(client, query, place, receiver),
    })),
  );
  const refused = parts.flatMap(({ key, part }) => (part instanceof ClusterError ? [[key, part] as const] : []));
  if (refused[0] !== undefined && refused.length === parts.length) throw refused[0][1];
  const read = parts.flatMap(({ part }) => (part instanceof ClusterError ? [] : [part]));
  return {
    // A query may name a resource twice, as deploy/a and deployments/b.
    listings: mergeListings(read.map(({ listing }) => listing)),
    unserved: resolved.filter(({ resources }) => resources.length === 0).map(({ type }) => type),
    absent: read.flatMap(({ absent }) => absent),
    refused: new Map(refused),
  };
}

/**
 * Returns the part of a cluster to read.
 * @throws FleetError NAMES_INVALID for an object that is named and may be in any namespace
 */
function checkedPart(resource: Resource, names: readonly string[], namespaces: readonly string[]): Part {
  if (names.length > 0 && resource.namespaced && namespaces.includes('')) {
    throw fleetErrors.namesInvalid('get', 'a resource cannot be retrieved by name across all namespaces');
  }
  return { resource, names, namespaces };
}

/**
 * Merges the answers of two contexts of one cluster. One context may have access, or a default
 * namespace, that the other lacks.
 */
export function mergeFound(first: Found, second: Found): Found {
  return {
    listings: mergeListings([...first.listings, ...second.listings]),
    unserved: first.unserved.filter(type => second.unserved.includes(type)),
    absent: first.absent.filter(({ message }) => second.absent.some(other => other.message === message)),
    refused: new Map([...first.refused].filter(([key]) => second.refused.has(key))),
  };
}
