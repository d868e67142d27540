import type { Schema } from '../../../../kubernetes/openapi/schema.ts';
import { typesOf } from '../../../../kubernetes/openapi/schema.ts';

/** Path of a field. */
export interface FieldPath {
  text: string;
  /** Last field, e.g. image. */
  name: string;
  /** Types of the object that has the field, e.g. io.k8s.api.core.v1.Container. */
  types?: readonly string[];
}

/** Returns the path of a field of an object. A name that is no plain word stands in quotes. */
export function fieldPath(parent: FieldPath, name: string, schema: Schema): FieldPath {
  const isPlain = /^[A-Za-z_][\w-]*$/.test(name);
  const step = isPlain ? `${parent.text === '' ? '' : '.'}${name}` : `['${name.replaceAll("'", "\\'")}']`;
  return { text: parent.text + step, name, types: typesOf(schema) };
}

export function indexPath(parent: FieldPath, index: number): FieldPath {
  return { text: `${parent.text}[${index}]`, name: '' };
}

/**
 * Returns the path of an element with keys, e.g. ports[containerPort=80,protocol=TCP].
 * @param keys fields and values by which the element is found
 */
export function keyPath(parent: FieldPath, keys: readonly (readonly [string, unknown])[]): FieldPath {
  const text = keys.map(([key, value]) => `${key}=${String(value)}`).join(',');
  return { text: `${parent.text}[${text}]`, name: '' };
}
