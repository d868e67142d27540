import { expect, test } from 'vitest';
import { tableLines } from './table.ts';

test('columns are as wide as their widest cell, with three spaces between, and nothing trails', () => {
  const table = {
    columns: ['NAME', 'READY', 'AGE'],
    rows: [
      ['cart-with-a-long-name', '1/1', '5d'],
      ['web', '', ''],
    ],
  };
  expect(tableLines(table, false)).toEqual([
    'NAME                    READY   AGE',
    'cart-with-a-long-name   1/1     5d',
    'web',
  ]);
  expect(tableLines(table, true)).toEqual(['cart-with-a-long-name   1/1   5d', 'web']);
});

test('characters are counted, not bytes', () => {
  expect(
    tableLines(
      {
        columns: ['A', 'B'],
        rows: [
          ['größe', 'x'],
          ['→', 'y'],
        ],
      },
      true,
    ),
  ).toEqual(['größe   x', '→       y']);
});

test('a cell stays on its line and cannot steer the terminal', () => {
  const rows = [['first\nsecond', '\u001B[31mred', 'a\rb']];
  expect(tableLines({ columns: ['A', 'B', 'C'], rows }, true)).toEqual(['first...   ^[[31mred   a...']);
});

test('a hundred thousand rows are no trouble', () => {
  const rows = Array.from({ length: 100_000 }, (_, index) => [String(index)]);
  expect(tableLines({ columns: ['N'], rows }, false)).toHaveLength(100_001);
});

test('cells without a column are not shown, and cells as wide as a terminal shows them', () => {
  const rows = [
    ['日本', 'a', 'more'],
    ['e\u0301', 'b'],
  ];
  expect(tableLines({ columns: ['NAME', 'X'], rows }, false)).toEqual(['NAME   X', '日本   a', 'e\u0301      b']);
});
