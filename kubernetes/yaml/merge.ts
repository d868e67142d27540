import { isRecord } from '../objects/is-record.ts';
import type { KubernetesObject } from '../objects/object.ts';

/** The key `<<`. It has no value of its own: a mapping takes in the mappings after it. */
export const mergeKey = Symbol('<<');

/** The value of `<<` outside of keys: text. */
export function unmerged(value: unknown): unknown {
  return value === mergeKey ? '<<' : value;
}

/**
 * Adds the entries of a mapping, or of each mapping in a list, to another mapping. They replace
 * existing entries, as in go.yaml.in/yaml/v2. The first mapping of a list wins. Returns the fault
 * of the value; '' without a fault.
 */
export function merge(into: KubernetesObject, value: unknown): string {
  const mappings: readonly unknown[] = Array.isArray(value) ? value.toReversed() : [value];
  for (const mapping of mappings) {
    if (!isRecord(mapping)) return '<< needs a mapping, or a list of mappings';
    for (const [key, inner] of Object.entries(mapping)) {
      // An assignment to the key __proto__ would set the prototype.
      Object.defineProperty(into, key, { value: inner, enumerable: true, configurable: true, writable: true });
    }
  }
  return '';
}
