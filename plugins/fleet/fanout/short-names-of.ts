import type { Answer } from './answer.ts';

/** Returns the short name of each cluster by its name, as -C takes it too. */
export function shortNamesOf(answers: readonly Pick<Answer<unknown>, 'cluster'>[]): ReadonlyMap<string, string> {
  return new Map(answers.map(({ cluster }) => [cluster.name, cluster.shortName]));
}
