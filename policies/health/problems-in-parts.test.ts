import { expect, test } from 'vitest';
import type { HealthObjects } from './health-objects.ts';
import { problemsInParts } from './problems-in-parts.ts';
import type { Problem } from './problem.ts';

const problemOf = (name: string): Problem => ({
  ...{ severity: 'warning', kind: 'Pod', namespace: 'shop', name, reason: 'r', message: 'm', more: [] },
});
const now = '2026-12-01T12:00:00Z';

/** Finds a problem in each Pod, and fails where one is odd. */
function judge({ pods = [] }: HealthObjects): Problem[] {
  return pods.map(pod => {
    if (pod['odd'] === true) throw new Error('var assignment conflict');
    return problemOf(String(pod['name']));
  });
}

test('an odd object ends the judgement of itself alone', () => {
  const pods = Array.from({ length: 450 }, (_, index) => ({ name: `p-${index}`, ...(index === 250 && { odd: true }) }));
  const { problems, unjudged } = problemsInParts({ now, pods }, judge);
  expect(unjudged).toBe(1);
  expect(problems).toHaveLength(449);
  expect(new Set(problems.map(({ name }) => name)).size).toBe(449);
});

test('without objects nothing is found, and what is no list is judged once', () => {
  expect(problemsInParts({ now }, () => [problemOf('a')])).toEqual({ problems: [problemOf('a')], unjudged: 0 });
  const broken = () => {
    throw new Error('odd');
  };
  expect(problemsInParts({ now, pods: [{}] }, broken)).toEqual({ problems: [], unjudged: 2 });
});
