import type { Answer } from '../../fanout/answer.ts';
import { counted } from '../../output/counted.ts';
import { namesWithin } from '../../output/names-within.ts';
import type { AppVersions } from './version-matrix.ts';

/**
 * Returns the last line: the number of apps, and those whose versions differ, with the skew of
 * their version numbers.
 * @param patterns patterns that selected the apps
 * @param width maximum length of the line; further apps are counted
 */
export function totalLine(
  answers: readonly Answer<unknown>[],
  apps: readonly AppVersions[],
  { patterns, width }: { patterns: readonly string[]; width: number },
): string {
  if (apps.length === 0) return patterns.length === 0 ? 'No apps found' : `no app matches ${patterns.join(', ')}`;
  const count = counted(apps.length, 'app');
  const differing = apps
    .filter(({ differs }) => differs.length > 0)
    .map(({ app, skew }) => (skew === undefined ? app : `${app} (${skew})`));
  if (differing.length > 0) {
    const start = `${count}; not the same: `;
    return start + namesWithin(differing, width - start.length);
  }
  if (answers.length === 1) return count;
  const isWhole = answers.every(({ ok }) => ok);
  const shared = apps.filter(({ versions }) => Object.keys(versions).length > 1).length;
  const alone = apps.length - shared;
  const once = `in one cluster ${isWhole ? 'only' : 'that answered'}`;
  if (shared === 0) return `${count}, ${alone === 1 ? '' : 'each '}${once}`;
  const same = `the same in every cluster that ${isWhole ? '' : 'answered and '}runs ${shared === 1 ? 'it' : 'them'}`;
  return alone === 0 ? `${count}, ${same}` : `${count}: ${shared} ${same}, ${alone} ${once}`;
}
