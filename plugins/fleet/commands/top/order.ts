import type { Answer } from '../../fanout/answer.ts';
import type { Amounts } from './amounts.ts';
import type { SortKey } from './flags.ts';
import type { Found } from './metrics-api.ts';
import type { InCluster } from './usage-table.ts';

/**
 * Returns rows by their usage, the highest first. Without a key, and for equal usage, the order is
 * that of the names. Rows without any usage are the last ones, as in kubectl.
 */
export function inOrder<Row>(
  rows: readonly Row[],
  key: SortKey | undefined,
  nameOf: (row: Row) => string,
  usageOf: (row: Row) => Amounts | undefined,
): Row[] {
  return rows
    .map(row => ({ row, name: nameOf(row), used: usedOf(usageOf(row), key) }))
    .sort((one, other) => compare(other.used, one.used) || compare(one.name, other.name))
    .map(({ row }) => row);
}

function usedOf(usage: Amounts | undefined, key: SortKey | undefined): bigint {
  if (usage === undefined) return -1n;
  return key === undefined ? 0n : (usage[key] ?? -1n);
}

/** Returns the rows of all clusters, those of each cluster in the order of their keys. */
export function rowsOf<Row>(
  answers: readonly Answer<Found<Row>>[],
  keyOf: (row: Row) => string,
  usageOf: (row: Row) => Amounts | undefined,
): InCluster<Row>[] {
  return answers.flatMap(answer => {
    if (!answer.ok) return [];
    const { name } = answer.cluster;
    return inOrder(answer.value.rows, undefined, keyOf, usageOf).map(row => ({ ...row, cluster: name }));
  });
}

/** Returns the function that joins the answers of two contexts of one cluster. */
export function withRowsOf<Row>(keyOf: (row: Row) => string) {
  return (first: Found<Row>, second: Found<Row>): Found<Row> => {
    const known = new Set(first.rows.map(keyOf));
    const rows = [...first.rows, ...second.rows.filter(row => !known.has(keyOf(row)))];
    return { rows, absent: rows.length === 0 ? (first.absent ?? second.absent) : undefined };
  };
}

function compare<Value extends string | bigint>(one: Value, other: Value): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
