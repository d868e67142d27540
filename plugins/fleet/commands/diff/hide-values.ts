import { createHmac, randomBytes } from 'node:crypto';
import { isRecord } from '../../../../kubernetes/objects/is-record.ts';
import { kindOf } from './kind-of.ts';
import type { ComparisonData } from './comparison-data.ts';

/** Returns a text that is the same for the same value. */
export type Hash = (value: string) => string;

/**
 * Returns a hash with a key of its own. A plain hash of a short password tells the password to
 * everybody who tries many.
 */
export function keyedHash(key: Buffer = randomBytes(32)): Hash {
  return value => `sha256:${createHmac('sha256', key).update(value).digest('hex').slice(0, 12)}`;
}

/**
 * Returns a function that puts hashes in the place of the values that may not be shown: in an
 * object, and in objects that it holds.
 */
export function valueHider(hashed: ComparisonData['hashed'], hash: Hash): (object: unknown) => unknown {
  const hide = (value: unknown): unknown => {
    if (Array.isArray(value)) return mapped(value, hide);
    if (!isRecord(value)) return value;
    const kind = kindOf(value);
    const hidden = hashed
      .filter(rule => rule.kind === kind)
      .reduce<unknown>((rest, { path }) => hideAt(rest, path, hash), value);
    return isRecord(hidden) ? mappedRecord(hidden, hide) : hidden;
  };
  return hide;
}

function hideAt(value: unknown, [key, ...rest]: readonly string[], hash: Hash): unknown {
  if (key === undefined) return hashes(value, hash);
  if (!isRecord(value) || !Object.hasOwn(value, key)) return value;
  return { ...value, [key]: hideAt(value[key], rest, hash) };
}

/** Returns the hash of each value, by the keys of an object. */
function hashes(value: unknown, hash: Hash): unknown {
  if (isRecord(value))
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, hashes(inner, hash)]));
  return value === null || value === undefined
    ? value
    : hash(typeof value === 'string' ? value : JSON.stringify(value));
}

function mapped(list: unknown[], change: (value: unknown) => unknown): unknown {
  const next = list.map(change);
  return next.every((item, index) => item === list[index]) ? list : next;
}

function mappedRecord(record: Record<string, unknown>, change: (value: unknown) => unknown): unknown {
  const entries = Object.entries(record).map(([key, value]) => [key, change(value)] as const);
  return entries.every(([key, value]) => value === record[key]) ? record : Object.fromEntries(entries);
}
