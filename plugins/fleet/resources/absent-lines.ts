import type { Answer } from '../clusters/answer.ts';
import type { Found } from './read-resources.ts';
import { resourceKey } from './resolution.ts';

/** Named objects that are missing: a line for each cluster that lacks one, but only one line for an object that is nowhere. */
export function absentLines(answers: readonly Answer<Found>[]): { lines: string[]; isAnyNowhere: boolean } {
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
      ...found.flatMap(({ name, absent }) =>
        somewhere.filter(message => isIn(absent, message)).map(message => `${name}: ${message}`),
      ),
      ...nowhere.map(message => `${message} ${where}`),
    ],
    isAnyNowhere: nowhere.length > 0,
  };
}
