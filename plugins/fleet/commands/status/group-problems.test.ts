import { expect, test } from 'vitest';
import { groupProblems } from './group-problems.ts';
import type { ClusterProblem } from './problems-of-clusters.ts';

const problem = (changes: Partial<ClusterProblem>): ClusterProblem => ({
  severity: 'warning',
  cluster: 'eu-1',
  kind: 'Deployment',
  namespace: 'shop',
  name: 'cart',
  reason: 'replicas are not available',
  message: '1 of 3 replicas available',
  more: ['describe', 'deployment', 'cart', '-n', 'shop'],
  ...changes,
});

test('all problems of one object are one line, as urgent as the worst', () => {
  const crash = problem({ severity: 'critical', reason: 'x', message: 'crashes', parts: { count: 3, noun: 'Pod' } });
  expect(groupProblems([problem({}), crash])).toMatchObject([
    { severity: 'critical', text: 'Deployment shop/cart: 1 of 3 replicas available; crashes (3 Pods)' },
  ]);
});

test('the same object in several clusters is one line with the first time', () => {
  const [line, ...others] = groupProblems([
    problem({ since: '2026-12-01T10:00:00Z' }),
    problem({ cluster: 'us-1', message: '2 of 3 replicas available', since: '2026-12-01T09:00:00Z' }),
  ]);
  expect(others).toEqual([]);
  expect(line).toMatchObject({
    clusters: ['eu-1', 'us-1'],
    text: 'Deployment shop/cart: replicas are not available',
    since: '2026-12-01T09:00:00Z',
  });
});

test('20 clusters that do not answer are one line', () => {
  const clusters = Array.from({ length: 20 }, (_, index) => `edge-${index}`);
  const lines = groupProblems(
    clusters.map(cluster => problem({ cluster, kind: 'Cluster', namespace: '', name: cluster, message: 'no answer' })),
  );
  expect(lines).toMatchObject([{ clusters, text: 'no answer' }]);
});

test('more than three objects with the same problems are one line with a command for all', () => {
  const nodes = ['a', 'b', 'c', 'd'].map(name =>
    problem({ kind: 'Node', namespace: '', name, reason: 'node is not ready', more: ['describe', 'node', name] }),
  );
  expect(groupProblems(nodes)).toMatchObject([
    { text: '4 Nodes (a, b, c and 1 more): node is not ready', more: ['get', 'node'], clusters: ['eu-1'] },
  ]);
  expect(groupProblems(nodes.slice(1))).toHaveLength(3);
});

test('the most urgent is first, and then what most clusters have', () => {
  const lines = groupProblems([
    problem({ name: 'one' }),
    problem({ name: 'two' }),
    problem({ name: 'two', cluster: 'us-1' }),
    problem({ name: 'urgent', severity: 'critical' }),
  ]);
  expect(lines.map(({ text }) => text.split(':')[0])).toEqual([
    'Deployment shop/urgent',
    'Deployment shop/two',
    'Deployment shop/one',
  ]);
});
