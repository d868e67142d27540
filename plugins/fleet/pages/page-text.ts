import { hanging, wrap } from '../output/wrap.ts';
import { tableLines } from '../output/table.ts';
import type { Block, Page, PageTable } from './page.ts';

const indent = '  ';

/** Returns a page for a terminal of this width in columns. YAML and longer words are not broken. */
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

/** Minimum width of the last column. */
const narrowest = 24;

/**
 * Returns a table in columns if they fit. Otherwise each row is a paragraph, with the names of the
 * columns in front of all cells but the first.
 */
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

/** Returns the width of all columns before the last one. */
function startOfLast(heads: readonly string[], cells: readonly (readonly string[])[]): number {
  const mark = (row: readonly string[]): string[] => [...row.slice(0, -1), '|'];
  const [line = ''] = tableLines({ columns: mark(heads), rows: cells.map(mark) }, false);
  return line.length - 1;
}

/** Returns the lines of a row. Further lines of its last cell follow below. */
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

/**
 * Returns one line of Markdown as plain text: code without marks, a link followed by its address.
 */
function plain(text: string): string {
  return text
    .replaceAll('<br>', ', ')
    .replaceAll(/\[([^\]]+)\]\(([^)]+)\)/g, '$1 ($2)')
    .replaceAll('`', '');
}
