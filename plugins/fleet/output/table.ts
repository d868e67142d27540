import { visible } from './visible.ts';

/** Table of text, as kubectl prints it. */
export interface Table {
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}

const gap = '   ';

/**
 * Returns the lines of a table. Columns are as wide as their widest cell, in characters; the last
 * one is not padded.
 */
export function tableLines({ columns, rows }: Table, noHeaders: boolean): string[] {
  const lines = [...(noHeaders ? [] : [columns]), ...rows].map(cells => cells.map(plain));
  const widths = columns.map((_, column) =>
    lines.reduce((width, cells) => Math.max(width, lengthOf(cells[column] ?? '')), 0),
  );
  return lines.map(cells =>
    cells
      .map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - lengthOf(cell))))
      .join(gap)
      .trimEnd(),
  );
}

/**
 * Returns a cell as one line without terminal control: cut at its first line break as in kubectl,
 * with visible control characters.
 */
function plain(cell: string): string {
  const [line = ''] = cell.split(/[\n\r\f]/);
  return visible(line === cell ? cell : `${line}...`);
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}
