import { hanging, wrap } from '../output/wrap.ts';
import { tableLines } from '../output/table.ts';
import type { Block, Page, PageTable } from './page.ts';

const indent = '  ';

/** A page for a terminal of so many columns; YAML and words that are longer stay whole. */
export function pageText({ title, facts, blocks, sections }: Page, columns: number): string {
  const width = columns - indent.length;
  const told = Object.entries(facts);
  const parts = [
    title,
    ...(told.length === 0 ? [] : [indented(tableText({ heads: ['', ''], rows: told }, width))]),
    ...blocks.map(block => indented(blockLines(block, width))),
    ...sections.map(({ heading, blocks }) =>
      [heading, blocks.map(block => indented(blockLines(block, width))).join('\n\n')].join('\n'),
    ),
  ];
  return parts.join('\n\n');
}

function indented(lines: readonly string[]): string {
  return lines.map(line => (line === '' ? '' : `${indent}${line}`)).join('\n');
}

function blockLines(block: Block, width: number): string[] {
  if ('text' in block) return wrap(plain(block.text), width);
  if ('list' in block) return block.list.flatMap(item => hanging('- ', plain(item), width));
  if ('yaml' in block) return block.yaml.trimEnd().split('\n');
  return tableText(block.table, width);
}

/** The last column is at least so wide. */
const narrowest = 24;

/** Columns where they have room; else each row is a paragraph, with the names of the columns in front of all cells but the first. */
function tableText({ heads, rows }: PageTable, width: number): string[] {
  const cells = rows.map(row => row.map(plain));
  const room = width - startOfLast(heads, cells);
  if (room < narrowest) return paragraphs(heads, cells, width);
  const rowsOfLines = cells.flatMap(row => withLastWrapped(row, room));
  return tableLines(
    { columns: heads, rows: rowsOfLines },
    heads.every(head => head === ''),
  );
}

/** Columns of the terminal before the last column of a table. */
function startOfLast(heads: readonly string[], cells: readonly (readonly string[])[]): number {
  const mark = (row: readonly string[]): string[] => [...row.slice(0, -1), '|'];
  const [line = ''] = tableLines({ columns: mark(heads), rows: cells.map(mark) }, false);
  return line.length - 1;
}

/** A row, and below it the further lines of its last cell. */
function withLastWrapped(row: readonly string[], room: number): string[][] {
  const others = row.slice(0, -1);
  const [first = '', ...further] = wrap(row.at(-1) ?? '', room);
  return [[...others, first], ...further.map(line => [...others.map(() => ''), line])];
}

function paragraphs(heads: readonly string[], cells: readonly (readonly string[])[], width: number): string[] {
  const [, ...names] = heads;
  const longest = Math.max(0, ...names.map(({ length }) => length));
  return cells.flatMap(([first = '', ...others]) => [
    ...wrap(first, width),
    ...others.flatMap((cell, index) => hanging(`  ${(names[index] ?? '').padEnd(longest)}  `, cell, width)),
  ]);
}

/** Markdown of one line as it is read: code without marks, a link with its address behind it. */
function plain(text: string): string {
  return text
    .replaceAll('<br>', ', ')
    .replaceAll(/\[([^\]]+)\]\(([^)]+)\)/g, '$1 ($2)')
    .replaceAll('`', '');
}
