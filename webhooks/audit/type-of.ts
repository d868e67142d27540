import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import { controllerOf } from '../cluster/owners.ts';

/** Group and kind of an object, e.g. apps/Deployment. */
export function typeOf({ apiVersion, kind }: { apiVersion: string; kind: string }): string {
  return `${apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : ''}/${kind}`;
}

/** Group and kind of what made an object, e.g. apps/ReplicaSet; undefined where nothing did. What is wrong with both is wrong with that. */
export function typeOfMaker(object: KubernetesObject): string | undefined {
  const maker = controllerOf(object);
  return maker && typeOf(maker);
}
