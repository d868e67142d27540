import { expect, test } from 'vitest';
import type { Answer } from '../../fanout/answer.ts';
import { ClusterError } from '../../../../kubernetes/errors/cluster-error.ts';
import { clusterAt } from '../../../../kubernetes/client/server.fixture.ts';
import { absentLines } from './absent-lines.ts';
import type { Found } from './read-resources.ts';
import { listingOf } from './resource.fixture.ts';

const absent = (name: string) => ({ resource: 'deployments.apps', message: `deployments.apps "${name}" not found` });
const answer = (name: string, found: Partial<Found>): Answer<Found> => ({
  cluster: clusterAt('https://x', name),
  durationMs: 1,
  ok: true,
  value: { listings: [listingOf(['Name'], [])], unserved: [], absent: [], refused: new Map(), ...found },
});
const failed: Answer<Found> = {
  cluster: clusterAt('https://x', 'edge-7'),
  durationMs: 1,
  ok: false,
  failure: new ClusterError('Timeout', 'no answer'),
};

test('an object that one cluster has is one line for all the others', () => {
  const answers = [
    answer('hub', { absent: [absent('cart')] }),
    answer('eu-1', {}),
    answer('us-1', { absent: [absent('cart')] }),
  ];
  expect(absentLines(answers, 80)).toEqual({
    lines: ['deployments.apps "cart" not found in hub, us-1'],
    isAnyNowhere: false,
  });
});

test('of many clusters that lack an object as many are named as fit', () => {
  const lacking = Array.from({ length: 28 }, (_, index) => answer(`eu-${index}`, { absent: [absent('cart')] }));
  const { lines } = absentLines([answer('hub', {}), ...lacking], 66);
  expect(lines).toEqual(['deployments.apps "cart" not found in eu-0, eu-1, eu-2 and 25 more']);
});

test('each object that is missed has a line of its own', () => {
  const answers = [
    answer('hub', { absent: [absent('cart'), absent('web')] }),
    answer('eu-1', { absent: [absent('web')] }),
    answer('us-1', {}),
  ];
  expect(absentLines(answers, 80).lines).toEqual([
    'deployments.apps "cart" not found in hub',
    'deployments.apps "web" not found in hub, eu-1',
  ]);
});

test('an object that no cluster has is one line', () => {
  const answers = [answer('hub', { absent: [absent('cart')] }), answer('eu-1', { absent: [absent('cart')] })];
  expect(absentLines(answers, 80)).toEqual({
    lines: ['deployments.apps "cart" not found in any cluster'],
    isAnyNowhere: true,
  });
});

test('where a cluster did not answer, it may be there', () => {
  expect(absentLines([answer('hub', { absent: [absent('cart')] }), failed], 80).lines).toEqual([
    'deployments.apps "cart" not found in any cluster that answered',
  ]);
});

test('a cluster that does not serve the kind has no say', () => {
  const answers = [answer('hub', { absent: [absent('cart')] }), answer('eu-1', { listings: [], unserved: ['deploy'] })];
  expect(absentLines(answers, 80).isAnyNowhere).toBe(true);
});
