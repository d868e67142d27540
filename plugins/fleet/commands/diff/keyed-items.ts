import { isRecord } from '../../../../kubernetes/objects/is-record.ts';
import {
  defaultOf,
  listKeys,
  schemaOfField,
  schemaOfItems,
  type Schema,
} from '../../../../kubernetes/openapi/schema.ts';
import { keyPath, type FieldPath } from './field-path.ts';

/** Elements of several lists, matched by their keys. */
export interface KeyedItems {
  /** Each element once, with its value in each list; undefined where the list lacks it. */
  items: { path: FieldPath; values: unknown[] }[];
  /** Keys of the elements that all lists have, in the order of each list. */
  orders: string[][];
}

/**
 * Matches the elements of lists by the keys of the schema. Returns undefined where elements have no
 * keys, or two of one list the same ones.
 */
export function keyedItems(
  lists: readonly (readonly unknown[])[],
  schema: Schema,
  path: FieldPath,
): KeyedItems | undefined {
  const keys = listKeys(schema);
  if (keys.length === 0) return undefined;
  const items = schemaOfItems(schema);
  const identify = (item: unknown): string | undefined => {
    if (!isRecord(item)) return undefined;
    const pairs = keys.flatMap(key => {
      const value = item[key] ?? defaultOf(schemaOfField(items, key));
      return value === undefined ? [] : [[key, value] as const];
    });
    return pairs.length === 0 ? undefined : keyPath(path, pairs).text;
  };
  const identified = lists.map(list => list.map(item => [identify(item), item] as const));
  const maps = identified.map(list => new Map(list));
  const isUnique = maps.every((map, index) => map.size === lists[index]?.length && !map.has(undefined));
  if (!isUnique) return undefined;
  const all = [...new Set(maps.flatMap(map => [...map.keys()].filter(key => key !== undefined)))];
  const shared = new Set(all.filter(key => maps.every(map => map.has(key))));
  return {
    items: all.map(text => ({ path: { text, name: '' }, values: maps.map(map => map.get(text)) })),
    orders: maps.map(map =>
      [...map.keys()].filter(key => key !== undefined && shared.has(key)).map(key => bracketOf(key, path)),
    ),
  };
}

/** Returns the key of an element without the path of its list. */
function bracketOf(key: string | undefined, { text }: FieldPath): string {
  return (key ?? '').slice(text.length + 1, -1);
}
