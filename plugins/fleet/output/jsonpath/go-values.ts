/**
 * A floating point number that has no fraction. kubectl compares 1.0 with other floating point
 * numbers only, and JavaScript cannot tell it from 1.
 */
export class WholeFloat {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

/** A value as Go sees it: undefined is a value that is not there, e.g. in a range of nulls. */
export type Kind = 'absent' | 'null' | 'bool' | 'int' | 'float' | 'string' | 'list' | 'map';

export function kindOf(value: unknown): Kind {
  if (value === undefined) return 'absent';
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) < 2 ** 63 ? 'int' : 'float';
  if (typeof value === 'string') return 'string';
  if (value instanceof WholeFloat) return 'float';
  return Array.isArray(value) ? 'list' : 'map';
}

const typeNames: Readonly<Record<Kind, string>> = {
  absent: '<nil>',
  null: '<nil>',
  bool: 'bool',
  int: 'int64',
  float: 'float64',
  string: 'string',
  list: '[]interface {}',
  map: 'map[string]interface {}',
};

/** Returns the name that Go has for the type of a value. */
export function typeName(value: unknown): string {
  return typeNames[kindOf(value)];
}

/**
 * Returns the values within a value: of a map in the order of its keys, of a text its bytes.
 * kubectl takes a map in random order.
 */
export function valuesWithin(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value === 'string') return [...Buffer.from(value)];
  if (!isMap(value)) return [];
  return sortedEntries(value).map(([, inner]) => inner);
}

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return kindOf(value) === 'map';
}

/** Returns the entries of a map in the order in which Go writes them. */
export function sortedEntries(value: object): [string, unknown][] {
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}
