import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type, type Static } from 'typebox';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';

const Reference = Type.Object({
  apiVersion: Type.String(),
  kind: Type.String(),
  name: Type.String(),
  uid: Type.Optional(Type.String()),
});
const Owned = Type.Object({
  metadata: Type.Object({
    ownerReferences: Type.Optional(
      Type.Array(Type.Intersect([Reference, Type.Object({ controller: Type.Optional(Type.Boolean()) })])),
    ),
  }),
});
export const isOwned = validatorOf(Owned);

/** A reference from one object to another. */
export type Reference = Static<typeof Reference>;

/**
 * Finds the object of a reference in a namespace; undefined when it does not exist or may not be
 * read.
 * @throws ClusterError when the result is unknown
 */
export type FindOwner = (reference: Reference, namespace: string) => Promise<KubernetesObject | undefined>;

/** The Pod of a binding. */
export interface BoundPod {
  namespace: string;
  name: string;
  /**
   * The uid, which distinguishes the Pod from an earlier Pod of the same name. A binding that a
   * person wrote may have none.
   */
  uid?: string;
}

/**
 * Maximum number of objects in the chain. From a Pod over its Job to a CronJob are two steps;
 * operators add some.
 */
const longest = 5;

/**
 * Returns a Pod and its owners, the nearest first: its ReplicaSet, its Deployment. The chain ends
 * at an object without a controller, or when the controller is not found.
 * @throws WebhookError like FindOwner
 */
export async function ownersOfPod({ namespace, ...pod }: BoundPod, find: FindOwner): Promise<KubernetesObject[]> {
  const owners: KubernetesObject[] = [];
  let reference: Reference | undefined = { apiVersion: 'v1', kind: 'Pod', ...pod };
  while (reference !== undefined && owners.length < longest) {
    const owner = await find(reference, namespace);
    if (owner === undefined) break;
    owners.push(owner);
    reference = controllerOf(owner);
  }
  return owners;
}

/** Returns the controller of an object; undefined without one. */
export function controllerOf(object: KubernetesObject): Reference | undefined {
  if (!isOwned(object)) return undefined;
  return object.metadata.ownerReferences?.find(({ controller }) => controller === true);
}
