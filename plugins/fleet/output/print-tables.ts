import type { Environment } from '../command-line/environment.ts';
import { cutToWidth } from './cell-width.ts';
import { isColoured } from './colour.ts';
import { counted } from './counted.ts';
import { fitTable } from './fit-table.ts';
import { cellText, columnWidths, gapOf, lineWriter, type Table } from './table.ts';

/** Flags of a command that prints tables. */
interface TableOptions {
  /** wide: all columns and whole cells, also where a terminal is narrower. */
  output: string;
  'no-headers': boolean;
  color?: 'auto' | 'always' | 'never';
}

/** Number of rows that are text at the same time, so that a long table is not twice in memory. */
const rowsAtOnce = 1000;

/**
 * Prints tables with an empty line between. On a terminal no line is longer than its width: where a
 * table is too wide, names of clusters are shortened, then columns come closer, then some are left
 * out, which a line on stderr tells. Prints nothing for no table.
 */
export function printTables(
  tables: readonly Table[],
  options: TableOptions,
  environment: Pick<Environment, 'stdout' | 'stderr' | 'terminal' | 'env'>,
): void {
  if (tables.length === 0) return;
  const { terminal } = environment;
  const width = options.output === 'wide' ? undefined : terminal.width;
  const fitted = width === undefined ? tables.map(table => ({ table, leftOut: [] })) : fitTables(tables, width);
  const coloured = isColoured(options.color ?? 'never', environment);
  for (const [index, { table }] of fitted.entries()) {
    // kubectl prints the rows of all kinds without a gap where they have no headers.
    if (index > 0 && (!options['no-headers'] || table.heading !== undefined)) environment.stdout('');
    printTable(table, options['no-headers'], coloured, environment);
  }
  const leftOut = [...new Set(fitted.flatMap(({ leftOut }) => leftOut))];
  if (width !== undefined && leftOut.length > 0) {
    const names = leftOut.map(cellText).join(', ');
    const count = counted(leftOut.length, 'column');
    environment.stderr(`${count} left out at ${counted(width, 'column')}: ${names}; -o wide shows all`);
  }
}

function printTable(
  table: Table,
  noHeaders: boolean,
  coloured: boolean,
  { stdout }: Pick<Environment, 'stdout'>,
): void {
  if (table.heading !== undefined) stdout(cellText(table.heading));
  const toLine = lineWriter(table, noHeaders, coloured);
  if (!noHeaders) stdout(toLine(table.columns));
  for (let row = 0; row < table.rows.length; row += rowsAtOnce) {
    stdout(
      table.rows
        .slice(row, row + rowsAtOnce)
        .map(toLine)
        .join('\n'),
    );
  }
}

/** Returns the tables as a terminal of this width can show them. */
function fitTables(tables: readonly Table[], width: number): { table: Table; leftOut: string[] }[] {
  const short = tables.map(withShortNames);
  const close = short.map(table => ({ ...table, gap: 2 }));
  const fitting = [tables, short, close].find(form => form.every(table => widthOf(table) <= width));
  return (fitting ?? close).map(table => {
    const shown = withinHeading(table, width);
    return fitting === undefined ? fitTable(shown, width) : { table: shown, leftOut: [] };
  });
}

function withinHeading(table: Table, width: number): Table {
  const { heading } = table;
  return heading === undefined ? table : { ...table, heading: cutToWidth(cellText(heading), width) };
}

function widthOf(table: Table): number {
  return columnWidths(table).reduce((sum, width) => sum + width, 0) + (table.columns.length - 1) * gapOf(table);
}

function withShortNames(table: Table): Table {
  const names = table.narrow?.shortNames;
  if (names === undefined) return table;
  return {
    ...table,
    rows: table.rows.map(([first = '', ...cells]) => [
      typeof first === 'string' ? (names.get(first) ?? first) : { ...first, text: names.get(first.text) ?? first.text },
      ...cells,
    ]),
  };
}
