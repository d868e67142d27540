import { visible } from './visible.ts';

/** Text in columns, as kubectl prints it. */
export interface Table {
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}

const gap = '   ';

/**
 * The lines of a table; columns are as wide as their widest cell, counted in characters, and the
 * last one is not padded.
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
 * A cell on one line that cannot steer the terminal: cut at its first line break as kubectl does,
 * control characters made visible.
 */
function plain(cell: string): string {
  const [line = ''] = cell.split(/[\n\r\f]/);
  return visible(line === cell ? cell : `${line}...`);
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}
