import { counted } from '../../output/counted.ts';
import { namesWithin } from '../../output/names-within.ts';
import type { Answer } from '../../fanout/answer.ts';
import type { ObjectDifference } from './compare-objects.ts';
import type { Gathered } from './ask-clusters.ts';
import type { Found } from './read-objects.ts';

/** Returns the lines behind the differences: the counts, and the objects that were not compared. */
export function totalLines(
  { answers, objects, documents, withoutVersion }: Gathered,
  differences: readonly ObjectDifference[],
  width: number,
): string[] {
  const found = answers.flatMap(answer => (answer.ok ? [{ name: answer.cluster.name, ...answer.value }] : []));
  const isWithoutSchema = [...documents.values()].some(definitions => definitions.length === 0);
  return [
    ...(found.length === 0 ? [] : [totalLine(found, objects.length, differences)]),
    ...leftOutLines(found),
    ...unservedLines(found, width),
    ...withoutVersion.map(key => `${key}: not compared, because no version is served by all clusters`),
    ...(isWithoutSchema ? ['no cluster gives the schema of some kinds: their lists are compared by index'] : []),
  ];
}

function totalLine(
  found: readonly { name: string }[],
  count: number,
  differences: readonly ObjectDifference[],
): string {
  if (count === 0) return 'No resources found';
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return `only ${only.name} answered, so nothing is compared`;
  const differing = differences.filter(({ fields }) => fields.length > 0).length;
  const missing = differences.filter(object => object.missing.length > 0).length;
  const parts = [
    ...(differing > 0 ? [`${differing} ${differing === 1 ? 'differs' : 'differ'}`] : []),
    ...(missing > 0 ? [`${missing} missing somewhere`] : []),
  ];
  const start = `${counted(count, 'object')} in ${counted(found.length, 'cluster')}`;
  return `${start}: ${parts.length === 0 ? 'no differences' : parts.join(', ')}`;
}

function leftOutLines(found: readonly Found[]): string[] {
  const isAny = (key: 'made' | 'own') => found.some(({ leftOut }) => leftOut[key] > 0);
  const makers = [...(isAny('made') ? ['controllers'] : []), ...(isAny('own') ? ['clusters'] : [])];
  return makers.length === 0
    ? []
    : [
        `left out: objects that ${makers.join(' and ')} make by themselves`,
        'compare one of these by its name: KIND/NAME',
      ];
}

function unservedLines(found: readonly (Found & { name: string })[], width: number): string[] {
  const types = new Set(found.flatMap(({ unserved }) => unserved));
  return [...types].map(type => {
    const start = `"${type}" is not served by `;
    const without = found.filter(({ unserved }) => unserved.includes(type)).map(({ name }) => name);
    return start + namesWithin(without, width - start.length);
  });
}

/**
 * Returns a line for each list that a cluster refused. Several lists that the user may not read are
 * one line.
 */
export function refusalLines(answers: readonly Answer<Found>[], width: number): string[] {
  return answers.flatMap(answer => {
    if (!answer.ok) return [];
    const { name } = answer.cluster;
    const refused = [...answer.value.refused];
    const forbidden = refused.filter(([, { reason }]) => reason === 'Forbidden');
    const listed = forbidden.length > 2 ? refused.filter(([, { reason }]) => reason !== 'Forbidden') : refused;
    const start = `${name}: you may not read `;
    const keys = forbidden.map(([key]) => key);
    return [
      ...listed.map(([, { message }]) => `${name}: ${message}`),
      ...(listed.length < refused.length ? [start + namesWithin(keys, width - start.length)] : []),
    ];
  });
}
