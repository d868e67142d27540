import { quantityInNanos } from '../../../kubernetes/quantity/quantity.ts';
import { fleetErrors } from '../command-line/errors.ts';
import { findResults } from './jsonpath/evaluate.ts';
import { kindOf, typeName } from './jsonpath/go-values.ts';
import { withTemplate } from './jsonpath/print.ts';
import { relaxedPath } from './relaxed-path.ts';

/**
 * Returns the rows in the order of --sort-by: missing values first, then numbers, quantities and
 * texts as kubectl compares them. The order of equal rows stays.
 * @param field a path such as .metadata.name, {.status.phase} or spec.replicas
 * @param objectOf returns the object of a row
 * @throws FleetError SORT_FAILED where no object has the field, or its values cannot be compared
 */
export function sortBy<Row>(rows: readonly Row[], field: string, objectOf: (row: Row) => unknown): Row[] {
  const path = relaxedPath(field);
  const keyed = rows.map(row => {
    const [values = []] = withTemplate(path, () => findResults(path.nodes, objectOf(row), true));
    return { row, key: keyOf(values[0]) };
  });
  if (rows.length > 1 && keyed.every(({ key }) => key.value === undefined)) {
    throw fleetErrors.sortFailed(`couldn't find any field with path "${path.text}" in the list of objects`);
  }
  return keyed
    .sort((a, b) => {
      const order = compare(a.key, b.key);
      if (order === undefined) throw fleetErrors.sortFailed(unsortable(path.text, a.key.value, b.key.value));
      return order;
    })
    .map(({ row }) => row);
}

interface Key {
  value: unknown;
  nanos: bigint | undefined;
}

function keyOf(value: unknown): Key {
  return { value, nanos: typeof value === 'string' ? quantityInNanos(value) : undefined };
}

/** Returns the order of two values; undefined where they have none. */
function compare(a: Key, b: Key): number | undefined {
  const order = rank(a.value) - rank(b.value);
  if (order !== 0 || rank(a.value) < 2) return order;
  if (a.nanos !== undefined && b.nanos !== undefined) return sign(a.nanos, b.nanos);
  if (typeof a.value === 'string' && typeof b.value === 'string') return sign(a.value, b.value);
  const isNumber = typeof a.value === 'number' && typeof b.value === 'number';
  return isNumber && kindOf(a.value) === kindOf(b.value) ? sign(Number(a.value), Number(b.value)) : undefined;
}

function rank(value: unknown): number {
  if (value === undefined) return 0;
  return value === null ? 1 : 2;
}

function sign<Value extends string | number | bigint>(a: Value, b: Value): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function unsortable(path: string, a: unknown, b: unknown): string {
  const types = [...new Set([typeName(a), typeName(b)].sort())];
  return `Field ${path} is an unsortable type: ${types.join(' beside ')}`;
}
