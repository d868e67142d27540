import type { Answer } from '../../fanout/answer.ts';
import { counted } from '../../output/counted.ts';
import type { Found } from './read-resources.ts';

/** Returns the line of --only-different for objects that are the same in all clusters. */
export function sameLine(answers: readonly Answer<Found>[]): string {
  const found = answers.flatMap(answer => (answer.ok ? [answer.value.listings.flatMap(({ entries }) => entries)] : []));
  const objects = counted(Math.max(...found.map(entries => entries.length)), 'object');
  if (found.length === 1) return `${objects} in one cluster, so nothing differs`;
  const where = found.length === answers.length ? 'all' : 'the';
  const all = counted(found.length, 'cluster');
  return `${objects}, the same in ${where} ${all}${where === 'all' ? '' : ' that answered'}`;
}
