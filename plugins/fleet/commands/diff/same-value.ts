import { parseDuration } from '../../../../kubernetes/deadline/duration.ts';
import { defaultOf, isQuantity, isText, type Schema } from '../../../../kubernetes/openapi/schema.ts';
import { quantityInNanos } from '../../../../kubernetes/quantity/quantity.ts';
import { sortedKeys } from '../../output/sorted-keys.ts';
import type { ComparisonData } from './comparison-data.ts';
import type { FieldPath } from './field-path.ts';

/** Knowledge about values beside their schema. */
export type Meaning = Pick<ComparisonData, 'ordered' | 'defaults'>;

/** True for values that mean the same. The order of keys in an object means nothing. */
export function isSame(one: unknown, other: unknown, schema: Schema): boolean {
  if (one === other) return true;
  if (typeof one === 'object' || typeof other === 'object') return textOf(one) === textOf(other);
  const texts = [one, other].map(String);
  const amounts = isQuantity(schema) ? texts.map(quantityInNanos) : isText(schema) ? texts.map(durationOf) : [];
  return amounts[0] !== undefined && amounts[0] === amounts[1];
}

/** True where lists have the same elements in any order. */
export function sameOrder(lists: readonly (readonly unknown[])[]): boolean {
  const sorted = lists.map(list => list.map(textOf).sort().join('\n'));
  return sorted.every(text => text === sorted[0]);
}

/** True for a list with keys whose order means something all the same. */
export function isOrdered({ name }: FieldPath, { ordered }: Meaning): boolean {
  return Object.hasOwn(ordered, name);
}

/** True for a value that a server fills in where the field is missing. */
export function isDefault(
  value: unknown,
  schema: Schema,
  { name, types = [] }: FieldPath,
  { defaults }: Meaning,
): boolean {
  const known = defaults.filter(({ type, field }) => field === name && types.includes(type)).map(rule => rule.value);
  return [defaultOf(schema), ...known].some(one => one !== undefined && isSame(value, one, schema));
}

/** Returns a text that is the same for equal JSON values; '' for a missing one. */
export function textOf(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(sortedKeys(value));
}

function durationOf(text: string): number | undefined {
  // A bare number is a text like any other.
  return /[a-z]$/.test(text) ? parseDuration(text) : undefined;
}
