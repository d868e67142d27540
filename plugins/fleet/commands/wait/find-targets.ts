import { checked } from '../../../../kubernetes/client/checked.ts';
import type { Client } from '../../../../kubernetes/client/client.ts';
import { collectionPath } from '../../../../kubernetes/discovery/api-groups.ts';
import { discover } from '../../../../kubernetes/discovery/discovery.ts';
import { resolveType, resourceKey } from '../../../../kubernetes/discovery/resolution.ts';
import type { Resource } from '../../../../kubernetes/discovery/resource.ts';
import { ClusterError, hasReason } from '../../../../kubernetes/errors/cluster-error.ts';
import { listPages, withQuery } from '../../../../kubernetes/list/list.ts';
import type { KubernetesObject } from '../../../../kubernetes/objects/object.ts';
import { orNull } from '../../../../kubernetes/objects/or-null.ts';
import { validatorOf } from '../../../../kubernetes/schema/validator.ts';
import { Type } from 'typebox';
import type { ResourceArgument } from '../../command-line/resource-arguments.ts';

/** Objects to wait for. */
export interface WaitQuery {
  wanted: readonly ResourceArgument[];
  /** Namespace: '' for all, undefined for the default of each cluster's context. */
  namespace: string | undefined;
  /** Label and field selectors, by their names in the query. */
  selection: Readonly<Record<string, string>>;
}

/** One object to wait for. */
export interface Target {
  resource: Resource;
  /** Path of the objects among which it is, without a query. */
  collection: string;
  namespace: string;
  name: string;
  /** The object as it was found; undefined where it does not exist. */
  object: KubernetesObject | undefined;
}

const text = orNull(Type.String());
const Item = Type.Object({ metadata: Type.Object({ name: Type.String(), namespace: text, uid: text }) });
export const isObject = validatorOf(Item);
export const areObjects = validatorOf(Type.Object({ items: orNull(Type.Array(Item)) }));

/**
 * Returns the objects of one cluster that the query names or selects.
 * @param namespaces to look in; '' is all
 * @throws ClusterError, NotFound where the cluster does not serve a type
 */
export async function findTargets(
  client: Client,
  { wanted, selection }: WaitQuery,
  namespaces: readonly string[],
): Promise<Target[]> {
  const served = await discover(client);
  const parts = wanted.map(async ({ type, names }) => {
    const resources = resolveType(type, served);
    if (resources.length === 0) {
      throw new ClusterError('NotFound', `the server doesn't have a resource type "${type}"`);
    }
    const places = resources.flatMap(resource => placesOf(resource, namespaces));
    const found = places.map(place =>
      names.length === 0
        ? select(client, place, selection)
        : Promise.all(names.map(name => named(client, place, name))),
    );
    return (await Promise.all(found)).flat();
  });
  return (await Promise.all(parts)).flat();
}

type Place = Pick<Target, 'resource' | 'collection' | 'namespace'>;

function placesOf(resource: Resource, namespaces: readonly string[]): Place[] {
  const scopes = resource.namespaced ? namespaces : [''];
  return scopes.map(namespace => ({ resource, namespace, collection: collectionPath(resource, namespace) }));
}

async function select(client: Client, place: Place, selection: WaitQuery['selection']): Promise<Target[]> {
  const pages = await listPages(client, withQuery(place.collection, selection));
  return pages
    .flatMap(page => checked(areObjects, page).items ?? [])
    .map(object => {
      const { name, namespace } = object.metadata;
      return { ...place, name, namespace: namespace ?? '', object: { ...object } };
    });
}

async function named(client: Client, place: Place, name: string): Promise<Target> {
  return { ...place, name, object: await readObject(client, { ...place, name }) };
}

/**
 * Returns an object by its name; undefined where there is none.
 * @throws ClusterError
 */
export async function readObject(
  client: Client,
  { resource, namespace, name }: Pick<Target, 'resource' | 'namespace' | 'name'>,
): Promise<KubernetesObject | undefined> {
  try {
    const path = `${collectionPath(resource, namespace)}/${encodeURIComponent(name)}`;
    return { ...checked(isObject, await client.get(path)) };
  } catch (error) {
    if (hasReason(error, 'NotFound')) return undefined;
    throw error;
  }
}

/** Returns the name of a target as kubectl writes it in its messages: deployments.apps/cart. */
export function targetName({ resource, name }: Target): string {
  return `${resourceKey(resource)}/${name}`;
}
