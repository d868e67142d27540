import { expect, test } from 'vitest';
import { refusals } from './refused.ts';

const budget = (minAvailable: number | string, replicas: number, kept: number): string =>
  `podDisruptionBudget.minAvailable is ${minAvailable} of ${replicas} replicas, which keeps ${kept}: no node on which one runs could be drained`;

test.each([
  {
    what: 'a budget that keeps all pods',
    values: { podDisruptionBudget: { minAvailable: 3 } },
    says: [budget(3, 3, 3)],
  },
  { what: 'a budget of one for one', values: { replicaCount: 1 }, says: [budget(1, 1, 1)] },
  {
    what: 'a budget in percent that keeps all',
    values: { podDisruptionBudget: { minAvailable: '100%' } },
    says: [budget('100%', 3, 3)],
  },
  {
    what: 'a budget in percent that is rounded up to all',
    values: { podDisruptionBudget: { minAvailable: '67%' } },
    says: [budget('67%', 3, 3)],
  },
  {
    what: 'any percentage of one replica',
    values: { replicaCount: 1, podDisruptionBudget: { minAvailable: '1%' } },
    says: [budget('1%', 1, 1)],
  },
  {
    what: 'a percentage of the fewest replicas that may be left',
    values: {
      replicaCount: 9,
      autoscaling: { enabled: true, minReplicas: 2 },
      podDisruptionBudget: { minAvailable: '51%' },
    },
    says: [budget('51%', 2, 2)],
  },
])('$what is refused with the reason', async ({ values, says }) => {
  expect(await refusals(values)).toEqual(says);
});

test.each([
  { replicaCount: 3, minAvailable: '66%' },
  { replicaCount: 10, minAvailable: '90%' },
  { replicaCount: 1, minAvailable: '0%' },
  { replicaCount: 1, minAvailable: 0 },
  { replicaCount: 2, minAvailable: 1 },
])('a budget of $minAvailable of $replicaCount lets a node be drained', async ({ replicaCount, minAvailable }) => {
  expect(await refusals({ replicaCount, podDisruptionBudget: { minAvailable } })).toEqual([]);
});
