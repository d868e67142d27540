import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type } from 'typebox';
import { apiResources, versionPath } from '../../kubernetes/discovery/api-groups.ts';
import type { Resource } from '../../kubernetes/discovery/resource.ts';
import { KubernetesObject } from '../../kubernetes/objects/object.ts';
import type { Reader } from '../../kubernetes/client/client.ts';
import type { FindOwner, Reference } from './owners.ts';
import { hasReason } from '../../kubernetes/errors/cluster-error.ts';

export const isObject = validatorOf(KubernetesObject);

/**
 * The scheduler waits a second for an answer and then binds all the same, so after that nobody
 * needs one.
 */
const patience = 800;

interface Requesting {
  client: Pick<Reader, 'get'>;
  /** Told once of each kind that may not be read. */
  onProblem: (problem: string) => void;
}

/**
 * Asks the cluster for one object after the other; which resource a kind is, is asked once. What
 * is not there ends the chain, and so does what may not be read: nobody grants a webhook every kind
 * that an operator may bring.
 */
export function requestOwners({ client, onProblem }: Requesting): FindOwner {
  const resources = new Map<string, readonly Resource[]>();
  const forbidden = new Set<string>();
  const tellOnce = (type: string, problem: string): void => {
    if (!forbidden.has(type)) onProblem(problem);
    forbidden.add(type);
  };
  const resourceOf = async (apiVersion: string, kind: string, signal: AbortSignal): Promise<Resource | undefined> => {
    const find = (): Resource | undefined => resources.get(apiVersion)?.find(resource => resource.kind === kind);
    const known = find();
    if (known !== undefined) return known;
    const [version = '', group = ''] = apiVersion.split('/').reverse();
    try {
      resources.set(apiVersion, await apiResources(client, group, version, { signal }));
    } catch (error) {
      if (!hasReason(error, 'InvalidAnswer')) throw error;
    }
    return find();
  };

  const request = async (
    { apiVersion, kind, name, uid }: Reference,
    namespace: string,
  ): Promise<KubernetesObject | undefined> => {
    const signal = AbortSignal.timeout(patience);
    const resource = await resourceOf(apiVersion, kind, signal);
    if (resource === undefined) return undefined;
    const folder = `${versionPath(resource.group, resource.version)}${resource.namespaced ? `/namespaces/${namespace}` : ''}`;
    const path = `${folder}/${resource.plural}/${name}`;
    const object = await client.get(path, { signal });
    return isObject(object) && isSame(object, uid) ? object : undefined;
  };

  return async (reference, namespace) => {
    try {
      return await request(reference, namespace);
    } catch (error) {
      if (!hasReason(error, 'NotFound', 'Forbidden')) throw error;
      if (error.reason === 'Forbidden') tellOnce(`${reference.apiVersion}/${reference.kind}`, error.message);
      return undefined;
    }
  };
}

const Identified = Type.Object({ metadata: Type.Object({ uid: Type.String() }) });
export const isIdentified = validatorOf(Identified);

/**
 * False for another object of the same name; true where the reference does not say which one it
 * means.
 */
export function isSame(object: KubernetesObject, uid: string | undefined): boolean {
  return uid === undefined || !isIdentified(object) || object.metadata.uid === uid;
}
