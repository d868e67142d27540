import { cellText, type Table } from './table.ts';

/** Returns a table in the Markdown of GitHub. Cells are text: nothing in them is markup. */
export function markdownTable({ columns, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const body = rows.map(cells => line(columns.map((_, column) => escaped(cellText(cells[column] ?? '')))));
  return [line(columns.map(name => escaped(cellText(name)))), line(columns.map(() => '---')), ...body].join('\n');
}

function escaped(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|~#&]/g, '\\$&');
}
