import { visible } from './visible.ts';

/**
 * Returns rows as CSV of RFC 4180, whose lines end with CRLF; the last line lacks its LF, which
 * the caller prints.
 */
export function csv(rows: readonly (readonly string[])[]): string {
  return rows.map(cells => `${cells.map(field).join(',')}\r`).join('\n');
}

/**
 * Returns a cell as a field. A spreadsheet would compute a cell that begins like a formula, so that
 * one gets an apostrophe in front, as OWASP advises against CSV injection.
 */
function field(cell: string): string {
  const text = visible(/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
