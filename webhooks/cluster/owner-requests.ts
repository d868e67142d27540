import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type, type Static } from 'typebox';
import { KubernetesObject } from '../../kubernetes/objects/object.ts';
import { WebhookError } from '../errors/webhook-error.ts';
import type { ClusterClient } from './client.ts';
import type { FindOwner, Reference } from './owners.ts';

const Resource = Type.Object({ name: Type.String(), kind: Type.String(), namespaced: Type.Boolean() });
const ResourceList = Type.Object({ resources: Type.Array(Resource) });
export const isObject = validatorOf(KubernetesObject);
export const isResourceList = validatorOf(ResourceList);

/** The scheduler waits a second for an answer and then binds all the same, so after that nobody needs one. */
const patience = 800;

interface Requesting {
  client: Pick<ClusterClient, 'get'>;
  /** Told once of each kind that may not be read. */
  onProblem: (problem: string) => void;
}

/**
 * Asks the cluster for one object after the other; which resource a kind is, is asked once. What is not there ends the chain, and so does
 * what may not be read: nobody grants a webhook every kind that an operator may bring.
 */
export function requestOwners({ client, onProblem }: Requesting): FindOwner {
  const resources = new Map<string, Static<typeof ResourceList>['resources']>();
  const forbidden = new Set<string>();
  const tellOnce = (type: string, problem: string): void => {
    if (!forbidden.has(type)) onProblem(problem);
    forbidden.add(type);
  };
  const resourceOf = async (
    base: string,
    kind: string,
    signal: AbortSignal,
  ): Promise<Static<typeof Resource> | undefined> => {
    const find = (): Static<typeof Resource> | undefined =>
      resources.get(base)?.find(resource => resource.kind === kind && !resource.name.includes('/'));
    const known = find();
    if (known !== undefined) return known;
    const list = await client.get(base, { signal });
    if (isResourceList(list)) resources.set(base, list.resources);
    return find();
  };

  const request = async (
    { apiVersion, kind, name, uid }: Reference,
    namespace: string,
  ): Promise<KubernetesObject | undefined> => {
    const signal = AbortSignal.timeout(patience);
    const base = `${apiVersion.includes('/') ? '/apis' : '/api'}/${apiVersion}`;
    const resource = await resourceOf(base, kind, signal);
    if (resource === undefined) return undefined;
    const path = `${base}${resource.namespaced ? `/namespaces/${namespace}` : ''}/${resource.name}/${name}`;
    const object = await client.get(path, { signal });
    return isObject(object) && isSame(object, uid) ? object : undefined;
  };

  return async (reference, namespace) => {
    try {
      return await request(reference, namespace);
    } catch (error) {
      if (!(error instanceof WebhookError) || !unseen.includes(error.code)) throw error;
      if (error.code === 'OBJECT_FORBIDDEN') tellOnce(`${reference.apiVersion}/${reference.kind}`, error.message);
      return undefined;
    }
  };
}

const unseen = ['OBJECT_MISSING', 'OBJECT_FORBIDDEN'];

const Identified = Type.Object({ metadata: Type.Object({ uid: Type.String() }) });
export const isIdentified = validatorOf(Identified);

/** False for another object of the same name; true where the reference does not say which one it means. */
export function isSame(object: KubernetesObject, uid: string | undefined): boolean {
  return uid === undefined || !isIdentified(object) || object.metadata.uid === uid;
}
