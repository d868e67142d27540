import { cutToWidth } from './cell-width.ts';
import { cellText, columnWidths, gapOf, type Cell, type Table } from './table.ts';

/** Narrowest form of a column that is cut first. */
const fewestOfCutFirst = 16;
/** Narrowest form of any column. */
const fewest = 4;

/**
 * Returns a table whose lines have at most `width` columns: without some of the columns that may be
 * left out, and with long cells cut. The names of clusters are not shortened here, because all
 * tables of one output use the same names.
 * @returns also the names of the columns that are left out
 */
export function fitTable(table: Table, width: number): { table: Table; leftOut: string[] } {
  const widths = columnWidths(table);
  const { kept, leftOut } = chooseColumns(table, widths, width);
  const room = width - (kept.length - 1) * gapOf(table);
  const cutFirst = kept.filter(column => isCutFirst(table, column));
  const fitting = fittingWidths(new Map(kept.map(column => [column, widths[column] ?? 0])), cutFirst, room);
  return {
    table: {
      ...table,
      columns: kept.map(column => cutToWidth(cellText(table.columns[column] ?? ''), fitting.get(column) ?? 0)),
      rows: table.rows.map(cells => kept.map(column => cutCell(cells[column] ?? '', fitting.get(column) ?? 0))),
    },
    leftOut,
  };
}

/** Returns the columns to show: all, or fewer where the others do not fit however they are cut. */
function chooseColumns(table: Table, widths: readonly number[], width: number): { kept: number[]; leftOut: string[] } {
  const { columns, narrow } = table;
  const kept = [...columns.keys()];
  const leftOut: string[] = [];
  const leaveOut = (column: number) => {
    kept.splice(kept.indexOf(column), 1);
    leftOut.push(columns[column] ?? '');
  };
  const atLeast = (column: number, minimum: number) => Math.min(widths[column] ?? 0, minimum);
  const gap = gapOf(table);
  const total = (minimum: (column: number) => number) => kept.reduce((sum, one) => sum + minimum(one) + gap, -gap);
  const whole = (column: number) => atLeast(column, isCutFirst(table, column) ? fewestOfCutFirst : Infinity);
  for (const name of narrow?.leaveOut ?? []) {
    const column = kept.findLast(column => columns[column] === name);
    if (column !== undefined && total(whole) > width) leaveOut(column);
  }
  while (kept.length > 1 && total(column => atLeast(column, fewest)) > width) leaveOut(kept.at(-1) ?? 0);
  return { kept, leftOut };
}

function isCutFirst({ columns, narrow }: Table, column: number): boolean {
  return narrow?.cutFirst?.includes(columns[column] ?? '') === true;
}

/**
 * Returns widths whose sum is at most `room`. The widest of the columns that are cut first become
 * narrower; where they would become too narrow, the widest of all columns.
 */
function fittingWidths(
  widths: ReadonlyMap<number, number>,
  cutFirst: readonly number[],
  room: number,
): Map<number, number> {
  const fitting = new Map(widths);
  const isTooWide = () => [...fitting.values()].reduce((sum, width) => sum + width, 0) > room;
  const lower = (columns: readonly number[], least: number) => {
    for (let most = room; isTooWide() && most >= least; most -= 1) {
      for (const column of columns) fitting.set(column, Math.min(fitting.get(column) ?? 0, most));
    }
  };
  lower(cutFirst, fewestOfCutFirst);
  lower([...widths.keys()], 1);
  return fitting;
}

function cutCell(cell: Cell, width: number): Cell {
  const text = cutToWidth(cellText(cell), width);
  return typeof cell === 'string' ? text : { ...cell, text };
}
