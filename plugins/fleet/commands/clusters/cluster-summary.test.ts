import { expect, test } from 'vitest';
import type { FleetNode } from '../../../../policies/facts/cluster-facts.ts';
import type { Answer } from '../../fanout/answer.ts';
import { ClusterError } from '../../../../kubernetes/errors/cluster-error.ts';
import { clusterAt } from '../../../../kubernetes/client/server.fixture.ts';
import { summarize } from './cluster-summary.ts';
import { clusterTable } from './cluster-table.ts';
import type { InventoryWithFacts } from '../../inventory/inventory-with-facts.ts';

const node = (name: string, changes: Partial<FleetNode> = {}): FleetNode => ({
  name,
  labels: {},
  taints: [],
  ready: true,
  provider: '',
  ...changes,
});

const answered = (value: InventoryWithFacts): Answer<InventoryWithFacts> => ({
  cluster: clusterAt('https://eu:6443', 'eu-1'),
  durationMs: 42,
  ok: true,
  value,
});
const eu: InventoryWithFacts = {
  objects: { namespaces: [{}, {}], workloads: [{}, {}, {}] },
  facts: {
    version: 'v1.37.2',
    nodes: [node('a'), node('b', { ready: false }), node('burst', { provider: 'virtual-kubelet' })],
    roles: [
      { system: 'karmada', role: 'member', title: 'Karmada member' },
      { system: 'argocd', role: 'hub', title: 'Argo CD hub' },
    ],
    owner: 'payments',
  },
  unread: [],
};

test('a cluster is what it says of itself', () => {
  const summary = summarize(answered(eu));
  expect(summary).toEqual({
    name: 'eu-1',
    contexts: ['eu-1'],
    server: 'https://eu:6443',
    status: 'degraded',
    durationMs: 42,
    version: 'v1.37.2',
    nodes: { ready: 2, total: 3, virtual: 1 },
    namespaces: 2,
    workloads: 3,
    roles: ['Karmada member', 'Argo CD hub'],
    owner: 'payments',
  });
  expect(clusterTable([summary], true)).toMatchObject({
    columns: [
      'NAME',
      'VERSION',
      'NODES',
      'VIRTUAL',
      'NAMESPACES',
      'WORKLOADS',
      'PATTERN',
      'OWNER',
      'STATUS',
      'SERVER',
      'CONTEXTS',
    ],
    rows: [
      [
        'eu-1',
        'v1.37.2',
        '2/3',
        '1',
        '2',
        '3',
        'Karmada member, Argo CD hub',
        'payments',
        { text: '1 node not ready', colour: 'yellow' },
        'https://eu:6443',
        'eu-1',
      ],
    ],
  });
});

test('a cluster without marks or owner has none', () => {
  const facts = { version: 'v1', nodes: [node('a')], roles: [], owner: '' };
  expect(clusterTable([summarize(answered({ ...eu, facts }))], false).rows).toEqual([
    ['eu-1', 'v1', '1/1', '0', '3', '-', '-', 'ready'],
  ]);
});

test('a cluster without nodes has none to count', () => {
  const facts = { version: 'v1', nodes: [], roles: [], owner: '' };
  const summary = summarize(answered({ ...eu, facts }));
  expect(summary.nodes).toEqual({ ready: 0, total: 0, virtual: 0 });
  expect(clusterTable([summary], false).rows).toEqual([['eu-1', 'v1', '-', '-', '3', '-', '-', 'ready']]);
});

test('what a cluster does not let us read is unknown, not nothing', () => {
  const error = new ClusterError('Forbidden', 'forbidden', { status: 403 });
  const unread: InventoryWithFacts['unread'] = [{ part: 'workloads', error }];
  const inventory: InventoryWithFacts = { objects: { workloads: [{}] }, facts: { version: 'v1' }, unread };
  expect(clusterTable([summarize(answered(inventory))], false).rows).toEqual([
    ['eu-1', 'v1', '?', '?', '?', '?', '?', { text: 'no access to nodes', colour: 'yellow' }],
  ]);
});

test('a cluster that did not answer is a row with the reason, and its address where there is space', () => {
  const failure = new ClusterError('Timeout', 'no answer within 10s (https://eu:6443)');
  const answer = { cluster: clusterAt('https://eu:6443', 'eu-1'), durationMs: 10_000, ok: false as const, failure };
  expect(summarize(answer)).toEqual({
    name: 'eu-1',
    contexts: ['eu-1'],
    server: 'https://eu:6443',
    status: 'failed',
    error: 'no answer within 10s (https://eu:6443)',
    durationMs: 10_000,
  });
  expect(clusterTable([summarize(answer)], false).rows).toEqual([
    ['eu-1', '-', '-', '-', '-', '-', '-', { text: 'no answer within 10s', colour: 'red' }],
  ]);
  expect(clusterTable([summarize(answer)], true).rows[0]?.slice(-3)).toEqual([
    { text: 'no answer within 10s (https://eu:6443)', colour: 'red' },
    'https://eu:6443',
    'eu-1',
  ]);
});
