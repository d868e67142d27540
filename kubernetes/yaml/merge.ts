import { isRecord } from '../objects/is-record.ts';
import type { KubernetesObject } from '../objects/object.ts';

/** The key `<<`. It names no value; a mapping takes in the mappings that stand behind it. */
export const mergeKey = Symbol('<<');

/** A value as it is read where `<<` has no meaning: then it is text. */
export function unmerged(value: unknown): unknown {
  return value === mergeKey ? '<<' : value;
}

/**
 * Takes the entries of a mapping, or of each mapping in a list, into another. They replace what
 * is there already, as in go.yaml.in/yaml/v2, and of a list the first mapping counts. Returns what
 * is wrong with the value, '' where nothing is.
 */
export function merge(into: KubernetesObject, value: unknown): string {
  const mappings: readonly unknown[] = Array.isArray(value) ? value.toReversed() : [value];
  for (const mapping of mappings) {
    if (!isRecord(mapping)) return '<< needs a mapping, or a list of mappings';
    for (const [key, inner] of Object.entries(mapping)) {
      // By assignment, the key __proto__ would set the prototype.
      Object.defineProperty(into, key, { value: inner, enumerable: true, configurable: true, writable: true });
    }
  }
  return '';
}
