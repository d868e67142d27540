import { cellWidth } from './cell-width.ts';
import { cellText, type Table } from './table.ts';

/** Fewest characters of a column with the gap behind it, as in kubectl. */
const fewest = 6;
const gap = 3;

/**
 * Returns a function that returns the lines of rows which come one after another. As in kubectl, a
 * column never becomes narrower, and the header comes once, and again when there is a new column.
 * Columns are matched by name; a row that lacks one has a blank there.
 * @param names texts that the first column will hold, so that it has its width from the start
 */
export function growingTable(
  noHeaders: boolean,
  names: readonly string[] = [],
): (table: Pick<Table, 'columns' | 'rows'>) => string[] {
  let shown: readonly string[] = [];
  const widths = new Map<string, number>();
  const lineOf = (cells: readonly string[]): string => {
    const last = cells.findLastIndex(cell => cell.trimEnd() !== '');
    const texts = cells.slice(0, last + 1).map((cell, index) => {
      if (index === last) return cell.trimEnd();
      const wanted = Math.max(widths.get(shown[index] ?? '') ?? 0, fewest);
      return cell + ' '.repeat(wanted - cellWidth(cell));
    });
    return texts.join('');
  };

  return ({ columns, rows }) => {
    if (rows.length === 0) return [];
    const keys = keysOf(columns);
    const added = keys.filter(key => !shown.includes(key));
    shown = [...shown, ...added];
    const header = added.length === 0 || noHeaders ? [] : [shown.map(key => cellText(key.replace(/ \d+$/, '')))];
    const places = shown.map(key => keys.indexOf(key));
    const lines = rows.map(cells => places.map(place => cellText(cells[place] ?? '')));
    for (const [index, key] of shown.entries()) {
      const texts = [...header, ...lines].map(cells => cells[index] ?? '').concat(index === 0 ? names : []);
      widths.set(key, Math.max(widths.get(key) ?? 0, ...texts.map(text => cellWidth(text) + gap)));
    }
    return [...header, ...lines].map(lineOf);
  };
}

/** Returns a unique key for each column. A custom resource may give two the same name. */
function keysOf(columns: Table['columns']): string[] {
  const names = columns.map(cell => cellText(cell));
  return names.map((name, index) => `${name} ${names.slice(0, index).filter(other => other === name).length}`);
}
