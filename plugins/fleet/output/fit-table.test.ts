import { expect, test } from 'vitest';
import { fitTable } from './fit-table.ts';
import { tableLines, type Narrowing, type Table } from './table.ts';

const pods = (narrow: Narrowing = {}): Table => ({
  columns: ['NAME', 'READY', 'NODE', 'MESSAGE'],
  rows: [
    ['cart-5d9c7b-x2x4k', '1/1', 'eu-1-a', 'pulled the image in two seconds'],
    ['web', '0/1', 'eu-1-b', 'none'],
  ],
  narrow,
});
function shown(table: Table, width: number) {
  const { table: fitted, leftOut } = fitTable(table, width);
  return { lines: tableLines(fitted, false), leftOut };
}

test('a table that fits stays as it is', () => {
  expect(fitTable(pods({ leaveOut: ['NODE'], cutFirst: ['MESSAGE'] }), 80)).toEqual({
    table: pods({ leaveOut: ['NODE'], cutFirst: ['MESSAGE'] }),
    leftOut: [],
  });
});

test('the column that is cut first takes what the others leave', () => {
  expect(shown(pods({ leaveOut: ['NODE'], cutFirst: ['MESSAGE'] }), 60)).toEqual({
    lines: [
      'NAME                READY   NODE     MESSAGE',
      'cart-5d9c7b-x2x4k   1/1     eu-1-a   pulled the image in tw…',
      'web                 0/1     eu-1-b   none',
    ],
    leftOut: [],
  });
});

test('then columns are left out in their order, no more than must be, and cut cells take their place', () => {
  expect(shown(pods({ leaveOut: ['NODE', 'READY'], cutFirst: ['MESSAGE'] }), 50)).toEqual({
    lines: [
      'NAME                READY   MESSAGE',
      'cart-5d9c7b-x2x4k   1/1     pulled the image in t…',
      'web                 0/1     none',
    ],
    leftOut: ['NODE'],
  });
});

test('then the longest cells are cut', () => {
  expect(shown(pods(), 40)).toEqual({
    lines: [
      'NAME         READY   NODE     MESSAGE',
      'cart-5d9c…   1/1     eu-1-a   pulled th…',
      'web          0/1     eu-1-b   none',
    ],
    leftOut: [],
  });
});

test('where nothing helps, columns go from the right', () => {
  expect(shown(pods(), 16)).toEqual({
    lines: ['NAME       READY', 'cart-5d…   1/1', 'web        0/1'],
    leftOut: ['MESSAGE', 'NODE'],
  });
});

test('of two columns with one name the right one goes first', () => {
  const table = { columns: ['HOST', 'HOST'], rows: [['left', 'right']], narrow: { leaveOut: ['HOST'] } };
  expect(shown(table, 9)).toEqual({ lines: ['HOST', 'left'], leftOut: ['HOST'] });
});

test('rows with more cells than columns lose the cells that have none', () => {
  expect(fitTable({ columns: ['A'], rows: [['1', '2']] }, 10).table.rows).toEqual([['1']]);
});
