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
 * Milliseconds until a request ends. The scheduler waits a second for an answer and then binds the
 * Pod anyway, so a later answer has no use.
 */
const requestMilliseconds = 800;

interface Requesting {
  client: Pick<Reader, 'get'>;
  /** Called once for each kind that may not be read. */
  onProblem: (problem: string) => void;
}

/**
 * Returns a function that requests owners one after another. Requests the resource of a kind only
 * once. An object that does not exist or may not be read ends the chain of owners: nobody grants a
 * webhook every kind that an operator may add.
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
    const signal = AbortSignal.timeout(requestMilliseconds);
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

/** False for another object of the same name. True when the reference has no uid. */
export function isSame(object: KubernetesObject, uid: string | undefined): boolean {
  return uid === undefined || !isIdentified(object) || object.metadata.uid === uid;
}
