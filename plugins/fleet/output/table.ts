import { cellWidth } from './cell-width.ts';
import { inColour, type Colour } from './colour.ts';
import { visible } from './visible.ts';

/** Table of text, as kubectl prints it. */
export interface Table {
  /** Line above the table. */
  heading?: string;
  columns: readonly string[];
  rows: readonly (readonly Cell[])[];
  /** Number of spaces between two columns; as in kubectl 3 if absent. */
  gap?: number;
  narrow?: Narrowing;
}

const isPlainLine = /^[\u0020-\u007E]*$/;

/** Text of a cell, with the colour that a terminal shows it in. */
export type Cell = string | { text: string; colour: Colour };

/** Ways to make a table narrower, in their order. */
export interface Narrowing {
  /** Short names of clusters by their names, for the first column. */
  shortNames?: ReadonlyMap<string, string> | undefined;
  /** Columns whose long cells are cut before any column is left out, e.g. MESSAGE. */
  cutFirst?: readonly string[];
  /** Columns to leave out, the first one first. Others are never left out. */
  leaveOut?: readonly string[];
}

/**
 * Returns the lines of a table. Columns are as wide as a terminal shows their widest cell; the last
 * one is not padded.
 */
export function tableLines(table: Table, noHeaders: boolean, isColoured = false): string[] {
  const toLine = lineWriter(table, noHeaders, isColoured);
  return [...(noHeaders ? [] : [table.columns]), ...table.rows].map(toLine);
}

/** Returns the function that writes a row of a table as a line. */
export function lineWriter(table: Table, noHeaders: boolean, isColoured = false): (cells: readonly Cell[]) => string {
  const { columns, rows } = table;
  const gap = gapOf(table);
  const widths = columnWidths({ columns: noHeaders ? columns.map(() => '') : columns, rows });
  return cells => {
    // A server may send more cells than columns.
    const shown = cells.slice(0, columns.length);
    const texts = shown.map(cellText);
    const last = texts.findLastIndex(text => text.trimEnd() !== '');
    const padded = texts.slice(0, last + 1).map((whole, column) => {
      const text = column === last ? whole.trimEnd() : whole;
      const cell = shown[column] ?? '';
      const coloured = isColoured && typeof cell !== 'string' ? inColour(text, cell.colour) : text;
      if (column === last) return coloured;
      return coloured + ' '.repeat(Math.max(0, (widths[column] ?? 0) - cellWidth(text)) + gap);
    });
    return padded.join('');
  };
}

/** Returns the number of spaces between two columns. */
export function gapOf({ gap = 3 }: Table): number {
  return gap;
}

/** Returns the width of each column with its header, without the gaps. */
export function columnWidths({ columns, rows }: Pick<Table, 'columns' | 'rows'>): number[] {
  const widths = columns.map(name => cellWidth(cellText(name)));
  for (const cells of rows) {
    for (const column of widths.keys()) {
      widths[column] = Math.max(widths[column] ?? 0, cellWidth(cellText(cells[column] ?? '')));
    }
  }
  return widths;
}

/**
 * Returns a cell as one line without terminal control: cut at its first line break as in kubectl,
 * with visible control characters.
 */
export function cellText(cell: Cell): string {
  const text = typeof cell === 'string' ? cell : cell.text;
  // Most cells are. Large tables have a million of them.
  if (isPlainLine.test(text)) return text;
  const [line = ''] = text.split(/[\n\r\f]/, 1);
  return visible(line === text ? text : `${line}...`);
}
