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

/** How an object names another one. */
export type Reference = Static<typeof Reference>;

/**
 * Finds what a reference in a namespace leads to; undefined where there is no such object, or
 * nobody may see it.
 * @throws ClusterError where nothing can be said of it
 */
export type FindOwner = (reference: Reference, namespace: string) => Promise<KubernetesObject | undefined>;

/** The Pod that a binding speaks of. */
export interface BoundPod {
  namespace: string;
  name: string;
  /**
   * By which it is told from an earlier Pod of its name; a binding that somebody wrote by hand may
   * leave it out.
   */
  uid?: string;
}

/** A Pod of a Job of a CronJob is two steps; operators add some. */
const longest = 5;

/**
 * A Pod and what stands above it, the nearest first: its ReplicaSet, its Deployment. The chain
 * ends where no controller is named, or where it cannot be found.
 * @throws WebhookError as FindOwner
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
