import { expect, test } from 'vitest';
import { sortBy } from './sort-by.ts';

function sorted(values: readonly unknown[]): unknown[] {
  const rows = values.map((value, index) => ({ index, object: value === undefined ? {} : { a: value } }));
  return sortBy(rows, '.a', ({ object }) => object).map(({ index }) => values[index]);
}

test.each([
  [[1, 9, 10]],
  [['C', 'a', 'b']],
  [['500m', '2', '1Mi', '1Gi']],
  [['2025-12-31T00:00:00Z', '2026-01-02T00:00:00Z']],
  [['node-10', 'node-9']],
  [[0.5, 2.5]],
  [[undefined, 1, 3]],
  [[undefined, null, 'a', 'b']],
])('%j is in order', values => {
  expect(sorted(values.toReversed())).toEqual(values);
});

test('equal rows and missing values keep their order', () => {
  const rows = [1, 2, 3, 4, 5].map(id => ({ id, ...(id % 2 === 0 && { a: 'x' }) }));
  expect(sortBy(rows, 'a', row => row).map(({ id }) => id)).toEqual([1, 3, 5, 2, 4]);
});

test('a field that no object has is an error, and that no rows have is none', () => {
  expect(() => sortBy([{}, {}], '.a.b', row => row)).toThrow(
    `couldn't find any field with path "{.a.b}" in the list of objects`,
  );
  expect(sortBy([], '.a', row => row)).toEqual([]);
});

test.each([
  [[true, false], 'bool'],
  [[1, 'a'], 'int64 beside string'],
  [[{}, {}], 'map[string]interface {}'],
])('%j cannot be sorted', (values, type) => {
  expect(() => sorted(values)).toThrow(`Field {.a} is an unsortable type: ${type}`);
});
