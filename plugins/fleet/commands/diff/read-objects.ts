import type { Question } from '../../fanout/ask-one.ts';
import type { Client } from '../../../../kubernetes/client/client.ts';
import { discover } from '../../../../kubernetes/discovery/discovery.ts';
import { resolveType, resourceKey } from '../../../../kubernetes/discovery/resolution.ts';
import { versionPath } from '../../../../kubernetes/discovery/api-groups.ts';
import type { Resource } from '../../../../kubernetes/discovery/resource.ts';
import { hasReason, isRefusal, type ClusterError } from '../../../../kubernetes/errors/cluster-error.ts';
import { isNamedObject, type Listed, type ReadObject } from './listed-object.ts';
import { chosenResources, versionsOf, type Choice, type Chosen } from './chosen-resources.ts';
import { readItems } from './read-items.ts';
import { checked } from '../../../../kubernetes/client/checked.ts';

/** Objects to compare. */
export interface Query extends Choice {
  /** Namespace to read: '' for all, undefined for the default of each cluster's context. */
  namespace: string | undefined;
  labelSelector: string | undefined;
  fieldSelector: string | undefined;
}

/** Objects of one cluster that a query finds. */
export interface Found {
  /** Resources that were read, by their keys, e.g. deployments.apps. */
  resources: ReadonlyMap<string, Resource>;
  /** Versions of these that the cluster serves. */
  served: ReadonlyMap<string, readonly string[]>;
  objects: ReadonlyMap<string, Listed>;
  /** Number of objects that were left out, by the reason. */
  leftOut: Readonly<{ made: number; own: number }>;
  /** Types that the cluster does not serve. */
  unserved: readonly string[];
  /** Errors of the resources that the server refused, by their keys. */
  refused: ReadonlyMap<string, ClusterError>;
}

/** Reads one cluster: first the types that it serves, then all objects at once. */
export function readObjects(query: Query, read: ReadObject): Question<Found> {
  return async (client, cluster) => {
    const namespaces = query.namespace === undefined ? cluster.namespaces : [query.namespace];
    const served = await discover(client);
    const chosen = chosenResources(query, served);
    const parts = await Promise.all(
      chosen.map(async ({ resource, names }) => ({
        key: resourceKey(resource),
        part: await readPart(client, query, { resource, names, paths: pathsOf(resource, namespaces) }, read),
      })),
    );
    const refused = parts.flatMap(({ key, part }) => ('refusal' in part ? [[key, part.refusal] as const] : []));
    if (refused[0] !== undefined && refused.length === parts.length) throw refused[0][1];
    const lists = parts.flatMap(({ part }) => ('listed' in part ? [part.listed] : []));
    const kept = lists.flat().filter(({ leftOut }) => leftOut === undefined);
    return {
      resources: new Map(chosen.map(({ resource }) => [resourceKey(resource), resource])),
      served: versionsOf(
        chosen.map(({ resource }) => resource),
        served,
      ),
      objects: new Map(kept.map(listed => [listed.id, listed])),
      leftOut: {
        made: lists.flat().filter(({ leftOut }) => leftOut === 'made').length,
        own: lists.flat().filter(({ leftOut }) => leftOut === 'own').length,
      },
      unserved: query.wanted.map(({ type }) => type).filter(type => resolveType(type, served).length === 0),
      refused: new Map(refused),
    };
  };
}

/** Merges the answers of two contexts of one cluster, of which one may have fewer rights. */
export function mergeFound(first: Found, second: Found): Found {
  return {
    ...first,
    objects: new Map([...second.objects, ...first.objects]),
    refused: new Map([...first.refused].filter(([key]) => second.refused.has(key))),
  };
}

interface Part extends Chosen {
  paths: readonly string[];
}

async function readPart(
  client: Client,
  query: Query,
  part: Part,
  read: ReadObject,
): Promise<{ listed: Listed[] } | { refusal: ClusterError }> {
  try {
    return {
      listed: await (part.names.length === 0 ? readAll(client, query, part, read) : readNamed(client, part, read)),
    };
  } catch (error) {
    if (isRefusal(error)) return { refusal: error };
    throw error;
  }
}

async function readAll(client: Client, query: Query, { resource, paths }: Part, read: ReadObject): Promise<Listed[]> {
  const { labelSelector = '', fieldSelector = '' } = query;
  const selectors = Object.entries({ labelSelector, fieldSelector }).filter(([, selector]) => selector !== '');
  const lists = paths.map(path =>
    readItems(client, path, Object.fromEntries(selectors), item => read(resource, item, false)),
  );
  return (await Promise.all(lists)).flat();
}

async function readNamed(client: Client, { resource, names, paths }: Part, read: ReadObject): Promise<Listed[]> {
  const objects = await Promise.all(
    names.flatMap(name =>
      paths.map(async path => {
        try {
          const object = await client.get(`${path}/${encodeURIComponent(name)}`);
          return [read(resource, checked(isNamedObject, object), true)];
        } catch (error) {
          if (hasReason(error, 'NotFound')) return [];
          throw error;
        }
      }),
    ),
  );
  return objects.flat();
}

function pathsOf({ group, version, plural, namespaced }: Resource, namespaces: readonly string[]): string[] {
  const base = versionPath(group, version);
  if (!namespaced || namespaces.includes('')) return [`${base}/${plural}`];
  return namespaces.map(namespace => `${base}/namespaces/${encodeURIComponent(namespace)}/${plural}`);
}
