import { counted } from '../../output/counted.ts';
import { objectName } from '../../output/name.ts';
import { tableLines } from '../../output/table.ts';
import type { ObjectDifference, ValueGroup } from './compare-objects.ts';
import { expectedGroup } from './expected-group.ts';

const gap = 3;
const narrowest = 30;

/** Explains the marks of the table. */
export function matrixLegend(reference: string | undefined): string {
  const expected = reference === undefined ? 'as most clusters have it' : `as in ${reference}`;
  return `= ${expected}; a, b, c: another value each; -: missing; ?: not known`;
}

interface Row {
  title: string;
  /** A mark for each cluster. */
  marks: readonly string[];
}

/**
 * Returns a table with fields as rows and clusters as columns. Where it is wider than the width,
 * clusters without a difference are left out, the others are numbered with a list of the numbers
 * above, and the columns that still do not fit follow in a table of their own.
 */
export function matrixLines(
  differences: readonly ObjectDifference[],
  clusters: readonly string[],
  reference: string | undefined,
  width: number,
): string[] {
  const rows = differences.flatMap(difference => rowsOf(difference, clusters, reference));
  const all = clusters.map((_, index) => index);
  if (columnsWidth(clusters) <= width - narrowest) return tableOf(rows, all, clusters, width);
  const shown = all.filter(index => rows.some(({ marks }) => !['', '='].includes(marks[index] ?? '')));
  const titles = clusters.map((_, index) => String(shown.indexOf(index) + 1));
  const left = clusters.length - shown.length;
  return [
    ...shown.map(index => `${titles[index] ?? ''} ${clusters[index] ?? ''}`),
    ...(left > 0 ? [`without a difference: ${counted(left, 'cluster')}`] : []),
    ...blocksOf(shown, titles, width - narrowest).flatMap(block => ['', ...tableOf(rows, block, titles, width)]),
  ];
}

function rowsOf(
  { resource, namespace, name, clusters: holders, missing, fields }: ObjectDifference,
  clusters: readonly string[],
  reference: string | undefined,
): Row[] {
  const heading = `${objectName(resource, name)}${namespace === '' ? '' : ` in ${namespace}`}`;
  // The row of an object tells which clusters have it.
  const presence = [
    { clusters: holders, value: true },
    { clusters: missing, value: undefined },
  ];
  return [
    { title: heading, marks: marksOf(clusters, presence, expectedGroup(presence, reference)?.group, []) },
    ...fields.map(({ path, groups }) => ({
      title: `  ${path}`,
      marks: marksOf(clusters, groups, expectedGroup(groups, reference)?.group, missing),
    })),
  ];
}

/** Returns a mark for each cluster; '' for the field of an object that the cluster lacks. */
function marksOf(
  clusters: readonly string[],
  groups: readonly ValueGroup[],
  expected: ValueGroup | undefined,
  lacking: readonly string[],
): string[] {
  const others = groups.filter(group => group !== expected && group.value !== undefined);
  const markOf = (group: ValueGroup): string => {
    if (group.value === undefined) return '-';
    return group === expected ? '=' : letter(others.indexOf(group));
  };
  return clusters.map(cluster => {
    const group = groups.find(one => one.clusters.includes(cluster));
    if (group !== undefined) return markOf(group);
    return lacking.includes(cluster) ? '' : '?';
  });
}

function letter(index: number): string {
  return index < 26 ? String.fromCodePoint(97 + index) : `a${index}`;
}

function columnsWidth(titles: readonly string[]): number {
  return titles.reduce((sum, title) => sum + gap + title.length, 0);
}

/** Returns the columns in blocks that fit the room. */
function blocksOf(columns: readonly number[], titles: readonly string[], room: number): number[][] {
  const blocks: number[][] = [[]];
  for (const column of columns) {
    const block = [...(blocks.at(-1) ?? []), column];
    if (block.length > 1 && columnsWidth(block.map(index => titles[index] ?? '')) > room) blocks.push([column]);
    else blocks[blocks.length - 1] = block;
  }
  return blocks;
}

function tableOf(rows: readonly Row[], shown: readonly number[], titles: readonly string[], width: number): string[] {
  const columns = shown.map(index => titles[index] ?? '');
  const left = Math.max(narrowest, width - columnsWidth(columns));
  const cells = rows.map(({ title, marks }) => [fromEnd(title, left), ...shown.map(index => marks[index] ?? '')]);
  return tableLines({ columns: ['FIELD', ...columns], rows: cells }, false);
}

/** Returns the end of a text that is too long, which tells more than its start. */
function fromEnd(text: string, width: number): string {
  if (text.length <= width) return text;
  const indent = text.startsWith(' ') ? '  ' : '';
  return `${indent}...${text.slice(text.length - width + 3 + indent.length)}`;
}
