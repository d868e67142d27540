import { isRecord } from '../../kubernetes/objects/is-record.ts';
import type { HealthList } from './health-lists.ts';

/** Returns a check that is true for an object that is no problem by the policy's data. */
export function quietCheck({ quiet }: Pick<HealthList, 'quiet'>): (object: unknown) => boolean {
  if (quiet === undefined) return () => false;
  return object => quiet.every(({ path, value }) => hasValue(object, path, value));
}

/** True if the value, or each value of a list, stands at a path. An empty list has no value. */
function hasValue(object: unknown, [key, ...rest]: readonly string[], value: unknown): boolean {
  if (key === undefined) return (object ?? null) === value;
  if (key === '*') return Array.isArray(object) && object.length > 0 && object.every(one => hasValue(one, rest, value));
  return hasValue(isRecord(object) ? object[key] : undefined, rest, value);
}
