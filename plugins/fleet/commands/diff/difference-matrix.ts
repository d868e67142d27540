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

/**
 * Returns a table with fields as rows and clusters as columns. Clusters whose names do not fit the
 * width are numbered, and the numbers are listed above the table.
 */
export function matrixLines(
  differences: readonly ObjectDifference[],
  clusters: readonly string[],
  reference: string | undefined,
  width: number,
): string[] {
  const room = width - clusters.reduce((sum, name) => sum + name.length + gap, 0);
  const isNumbered = room < narrowest;
  const titles = isNumbered ? clusters.map((_, index) => String(index + 1)) : clusters;
  const left = Math.max(
    narrowest,
    isNumbered ? width - titles.reduce((sum, title) => sum + title.length + gap, 0) : room,
  );
  const rows = differences.flatMap(difference => [
    [fromEnd(headingOf(difference), left), ...marks(clusters, presence(difference), reference)],
    ...difference.fields.map(({ path, groups }) => [
      fromEnd(path, left - 2, '  '),
      ...marks(clusters, groups, reference, difference.missing),
    ]),
  ]);
  const legend = isNumbered ? [...clusters.map((name, index) => `${index + 1} ${name}`), ''] : [];
  return [...legend, ...tableLines({ columns: ['FIELD', ...titles], rows }, false)];
}

function headingOf({ resource, namespace, name }: ObjectDifference): string {
  return `${objectName(resource, name)}${namespace === '' ? '' : ` in ${namespace}`}`;
}

/** The row of an object tells which clusters have it. */
function presence({ clusters, missing }: ObjectDifference): ValueGroup[] {
  return [
    { clusters, value: true },
    { clusters: missing, value: undefined },
  ];
}

/** Returns a mark for each cluster; '' for the field of an object that the cluster lacks. */
function marks(
  clusters: readonly string[],
  groups: readonly ValueGroup[],
  reference: string | undefined,
  lacking: readonly string[] = [],
): string[] {
  const expected = expectedGroup(groups, reference)?.group;
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

/** Returns the end of a text that is too long, which tells more than its start. */
function fromEnd(text: string, width: number, indent = ''): string {
  return indent + (text.length <= width ? text : `...${text.slice(text.length - width + 3)}`);
}
