import { Type, type Static } from 'typebox';
import { RawLists } from './cluster-objects.ts';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import { isRecord } from '../../kubernetes/objects/is-record.ts';

/** List to read from a cluster for its facts, as the policy's data says. */
export const Read = Type.Object({
  into: Type.KeyOf(RawLists),
  /** '' for the core group. */
  group: Type.String(),
  version: Type.String(),
  /** Name in paths, e.g. deployments. */
  resource: Type.String(),
  kind: Type.String(),
  /**
   * Paths of the kept fields of an object beside type, name and namespace. A list on the path means
   * each of its elements.
   */
  fields: Type.Array(Type.Array(Type.String())),
  /**
   * Readers of the list. `bindings` is the webhook if it reviews bindings; `makers` is the webhook
   * if it reads the object from which a controller made a refused one.
   */
  by: Type.Array(Type.Enum(['plugin', 'webhook', 'bindings', 'makers'])),
  labelSelector: Type.Optional(Type.String()),
  fieldSelector: Type.Optional(Type.String()),
  /** API group without which the list is empty and is not requested. */
  whenServed: Type.Optional(Type.String()),
});
export type Read = Static<typeof Read>;

/** Returns the path of a list without a query, e.g. /apis/apps/v1/deployments. */
export function pathOf({ group, version, resource }: Pick<Read, 'group' | 'version' | 'resource'>): string {
  return group === '' ? `/api/${version}/${resource}` : `/apis/${group}/${version}/${resource}`;
}

/** True if only metadata is kept of an object, so that nothing more needs to be requested. */
export function isOfMetadata({ fields }: Read): boolean {
  return fields.every(([first]) => first === 'metadata');
}

/** Returns the read with only its fields of metadata. */
export function metadataOf(read: Read): Read {
  return { ...read, fields: read.fields.filter(([first]) => first === 'metadata') };
}

/**
 * Returns a function that keeps of an object its type, which the items of a list lack, its name,
 * its namespace and the fields of the read.
 */
export function fieldPicker(
  read: Pick<Read, 'group' | 'version' | 'kind' | 'fields'>,
): (object: KubernetesObject) => KubernetesObject {
  const paths = [['metadata', 'name'], ['metadata', 'namespace'], ...read.fields];
  const apiVersion = read.group === '' ? read.version : `${read.group}/${read.version}`;
  const pick = picker(paths);
  return object => ({ ...record(pick(object)), apiVersion, kind: read.kind });
}

/** Picks the values at the paths. A value on a path that has no fields stays as it is. */
function picker(paths: readonly (readonly string[])[]): (value: unknown) => unknown {
  if (paths.some(path => path.length === 0)) return value => value;
  const inner = [...new Set(paths.map(([first = '']) => first))].map(key => {
    const rests = paths.filter(([first]) => first === key).map(([, ...rest]) => rest);
    return { key, pick: picker(rests) };
  });
  const pickOne = (value: unknown): unknown => {
    if (!isRecord(value)) return value;
    const present = inner.filter(({ key }) => Object.hasOwn(value, key));
    return Object.fromEntries(present.map(({ key, pick }) => [key, pick(value[key])]));
  };
  return value => (Array.isArray(value) ? value.map(pickOne) : pickOne(value));
}

function record(value: unknown): KubernetesObject {
  return isRecord(value) ? value : {};
}
