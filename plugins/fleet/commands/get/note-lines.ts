import type { FlagsOf } from '../../command-line/flags/flag.ts';
import type { Answer } from '../../fanout/answer.ts';
import { namesWithin } from '../../output/names-within.ts';
import type { getFlags } from './flags.ts';
import type { Found } from './read-resources.ts';

type Flags = Pick<FlagsOf<typeof getFlags>, 'namespace' | 'all-namespaces'>;

/**
 * Returns notes on clusters that answered: a line for each kind that some do not serve, and for
 * each list that one refused.
 */
export function noteLines(answers: readonly Answer<Found>[], width: number): string[] {
  const found = answers.flatMap(answer => (answer.ok ? [{ name: answer.cluster.name, ...answer.value }] : []));
  const types = new Set(found.flatMap(({ unserved }) => unserved));
  const unserved = [...types]
    .filter(type => !isServedNowhere(type, answers))
    .map(type => {
      const start = `"${type}" is not served by `;
      const without = found.filter(one => one.unserved.includes(type)).map(({ name }) => name);
      return start + namesWithin(without, width - start.length);
    });
  const refused = found.flatMap(({ name, refused }) =>
    [...refused.values()].map(({ message }) => `${name}: ${message}`),
  );
  return [...unserved, ...refused];
}

/** True for a type that no cluster serves of those that answered. */
export function isServedNowhere(type: string, answers: readonly Answer<Found>[]): boolean {
  const answered = answers.flatMap(answer => (answer.ok ? [answer.value] : []));
  return answered.length > 0 && answered.every(({ unserved }) => unserved.includes(type));
}

/** Returns the line of kubectl for a request that finds no objects. */
export function nothingFound(answers: readonly Answer<Found>[], flags: Flags): string {
  const isNamespaced = answers.some(
    answer => answer.ok && answer.value.listings.some(({ resource }) => resource.namespaced),
  );
  const [namespace, ...others] = new Set(
    flags.namespace === undefined ? answers.flatMap(({ cluster }) => cluster.namespaces) : [flags.namespace],
  );
  const isOne = isNamespaced && !flags['all-namespaces'] && others.length === 0;
  return isOne ? `No resources found in ${namespace ?? ''} namespace.` : 'No resources found';
}
