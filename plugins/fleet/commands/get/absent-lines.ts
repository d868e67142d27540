import type { Answer } from '../../fanout/answer.ts';
import { namesWithin } from '../../output/names-within.ts';
import type { Found } from './read-resources.ts';
import { resourceKey } from '../../../../kubernetes/discovery/resolution.ts';

/**
 * Returns a line for each named object that is missing, with the clusters that lack it.
 * @param width maximum length of a line; further clusters are counted
 */
export function absentLines(
  answers: readonly Answer<Found>[],
  width: number,
): { lines: string[]; isAnyNowhere: boolean } {
  const found = answers.flatMap(answer => (answer.ok ? [{ name: answer.cluster.name, ...answer.value }] : []));
  const all = new Map(found.flatMap(({ absent }) => absent.map(one => [one.message, one.resource])));
  const isIn = (absent: Found['absent'], message: string) => absent.some(one => one.message === message);
  const isNowhere = (message: string, resource: string) =>
    found
      .filter(({ listings }) => listings.some(listing => resourceKey(listing.resource) === resource))
      .every(({ absent }) => isIn(absent, message));
  const nowhere = [...all].filter(([message, resource]) => isNowhere(message, resource)).map(([message]) => message);
  const somewhere = [...all.keys()].filter(message => !nowhere.includes(message));
  const where = answers.every(({ ok }) => ok) ? 'in any cluster' : 'in any cluster that answered';
  return {
    lines: [
      ...somewhere.map(message => {
        const lacking = found.filter(({ absent }) => isIn(absent, message)).map(({ name }) => name);
        const start = `${message} in `;
        return start + namesWithin(lacking, width - start.length);
      }),
      ...nowhere.map(message => `${message} ${where}`),
    ],
    isAnyNowhere: nowhere.length > 0,
  };
}
