import { counted } from '../../output/counted.ts';
import { objectName } from '../../output/name.ts';
import { namesWithin } from '../../output/names-within.ts';
import { visible } from '../../output/visible.ts';
import type { ObjectDifference, ValueGroup } from './compare-objects.ts';
import { expectedGroup } from './expected-group.ts';
import { valueTexts } from './value-texts.ts';

/**
 * Returns the lines of an object: a heading, and for each field its values with their clusters.
 * @param width maximum length of a line
 */
export function differenceLines(
  { resource, namespace, name, missing, clusters, fields }: ObjectDifference,
  reference: string | undefined,
  width: number,
): string[] {
  const parts = [
    ...(missing.length > 0 ? [absence(missing, clusters)] : []),
    ...(fields.length > 0 ? [`${counted(fields.length, 'field')} ${fields.length === 1 ? 'differs' : 'differ'}`] : []),
  ];
  const heading = `${objectName(resource, name)}${namespace === '' ? '' : ` in ${namespace}`}`;
  const [first = '', ...rest] = parts;
  const isLong = heading.length + 2 + first.length > width;
  return [
    ...(isLong ? [`${heading}:`, `  ${first}`] : [`${heading}: ${first}`]),
    ...rest.map(part => `  ${part}`),
    ...fields.flatMap(({ path, groups }) => [...pathLines(path, width), ...groupLines(groups, reference, width)]),
  ].map(visible);
}

function absence(missing: readonly string[], clusters: readonly string[]): string {
  return clusters.length < missing.length
    ? `only in ${namesWithin(clusters, namesWidth)}`
    : `missing in ${namesWithin(missing, namesWidth)}`;
}

const namesWidth = 40;

/** Breaks a path that is too long in front of a step. */
function pathLines(path: string, width: number): string[] {
  const lines: string[] = [];
  let line = '  ';
  for (const step of path.split(/(?=[.[])/)) {
    if (line.trim() !== '' && line.length + step.length > width) {
      lines.push(line);
      line = '    ';
    }
    line += step;
  }
  return [...lines, line];
}

function groupLines(groups: readonly ValueGroup[], reference: string | undefined, width: number): string[] {
  const expected = expectedGroup(groups, reference);
  const rank = (group: ValueGroup) => (group === expected?.group ? 0 : group.value === undefined ? 2 : 1);
  const sorted = [...groups].sort((one, other) => rank(one) - rank(other));
  const labels = sorted.map(group => {
    const mark = group === expected?.group ? ` (${expected.mark})` : '';
    return namesWithin(group.clusters, Math.floor(width / 2) - mark.length) + mark;
  });
  const column = Math.max(...labels.map(label => label.length));
  const texts = valueTexts(
    sorted.map(({ value }) => value),
    width - column - 6,
  );
  return sorted.map((_, index) => `    ${(labels[index] ?? '').padEnd(column)}  ${texts[index] ?? ''}`);
}
