import { isRecord } from '../../../../kubernetes/objects/is-record.ts';
import { schemaOfField, schemaOfItems, isSet, type Schema } from '../../../../kubernetes/openapi/schema.ts';
import { alignedItems, byIndex } from './aligned-items.ts';
import { keyedItems } from './keyed-items.ts';
import { fieldPath, indexPath, type FieldPath } from './field-path.ts';
import { isDefault, isOrdered, isSame, sameOrder, type Meaning } from './same-value.ts';

/** Field whose values are not the same. */
export interface FieldDifference {
  /** Path such as spec.template.spec.containers[name=app].image. */
  path: string;
  /** Values in the order of the compared ones; undefined where the field is missing. */
  values: readonly unknown[];
}

/**
 * Returns the fields in which values differ, the deepest ones that tell the difference. A field
 * that some lack is one difference, with all that is below it.
 */
export function compareValues(
  values: readonly unknown[],
  schema: Schema,
  meaning: Meaning,
  path: FieldPath = { text: '', name: '' },
): FieldDifference[] {
  const given = values.map(value => value ?? undefined);
  const present = given.filter(value => value !== undefined);
  if (present.every(value => isSame(value, present[0], schema))) {
    const isAnywhere =
      present.length < given.length && !present.every(value => isDefault(value, schema, path, meaning));
    return isAnywhere ? [{ path: path.text, values: given }] : [];
  }
  if (present.length < given.length) return [{ path: path.text, values: given }];
  if (present.every(isRecord)) return compareRecords(present, schema, meaning, path);
  if (present.every(Array.isArray)) return compareLists(present, schema, meaning, path);
  return [{ path: path.text, values: given }];
}

function compareRecords(
  records: readonly Record<string, unknown>[],
  schema: Schema,
  meaning: Meaning,
  path: FieldPath,
): FieldDifference[] {
  const keys = [...new Set(records.flatMap(record => Object.keys(record)))].sort();
  return keys.flatMap(key =>
    compareValues(
      records.map(record => (Object.hasOwn(record, key) ? record[key] : undefined)),
      schemaOfField(schema, key),
      meaning,
      fieldPath(path, key, schema),
    ),
  );
}

function compareLists(
  lists: readonly (readonly unknown[])[],
  schema: Schema,
  meaning: Meaning,
  path: FieldPath,
): FieldDifference[] {
  if (isSet(schema)) return sameOrder(lists) ? [] : [{ path: path.text, values: lists }];
  const items = schemaOfItems(schema);
  const keyed = keyedItems(lists, schema, path);
  if (keyed !== undefined) {
    const fields = keyed.items.flatMap(({ path: inner, values }) => compareValues(values, items, meaning, inner));
    const isMoved =
      isOrdered(path, meaning) && keyed.orders.some(order => order.join('\n') !== keyed.orders[0]?.join('\n'));
    return isMoved ? [...fields, { path: `${path.text} (order)`, values: keyed.orders }] : fields;
  }
  const isScalar = lists.every(list => list.every(item => !isRecord(item) && !Array.isArray(item)));
  const aligned = alignedItems(lists);
  // One argument among others would make all behind it differ.
  if (isScalar && aligned === undefined) return [{ path: path.text, values: lists }];
  return (aligned ?? byIndex(lists)).flatMap(({ index, values }) =>
    compareValues(values, items, meaning, indexPath(path, index)),
  );
}
