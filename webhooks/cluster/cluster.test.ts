import { afterEach, expect, test } from 'vitest';
import { EngineError } from '../../policies/engine/errors.ts';
import type { ClusterFacts } from '../../policies/facts/cluster-facts.ts';
import type { ClusterObjects } from '../../policies/facts/cluster-objects.ts';
import type { Read } from '../../policies/facts/reads.ts';
import { scriptedClient, type ScriptedClient } from '../../kubernetes/client/scripted-client.fixture.ts';
import { followCluster, type Cluster } from './cluster.ts';
import { ClusterError } from '../../kubernetes/errors/cluster-error.ts';

const pollOptions = { timeout: 20_000 };
let stopped = new AbortController();
afterEach(() => {
  stopped.abort();
  stopped = new AbortController();
});

const identity = { name: 'eu-1', fleet: 'acme', owner: 'payments' };
const read: Read = {
  into: 'nodes',
  group: '',
  version: 'v1',
  resource: 'nodes',
  kind: 'Node',
  by: ['plugin', 'webhook'],
  fields: [['spec', 'taints']],
};
const reads: Read[] = [
  read,
  { ...read, into: 'namespaces', resource: 'namespaces', kind: 'Namespace', fields: [['metadata', 'labels']] },
  { ...read, into: 'workloads', group: 'apps', resource: 'deployments', kind: 'Deployment' },
  { ...read, into: 'workloads', group: 'apps', resource: 'daemonsets', kind: 'DaemonSet' },
  {
    ...read,
    into: 'disruptionBudgets',
    group: 'policy',
    resource: 'poddisruptionbudgets',
    kind: 'PodDisruptionBudget',
  },
  { ...read, into: 'clusters', resource: 'secrets', kind: 'Secret', by: ['plugin'] },
];
const list = (...names: string[]) => ({
  metadata: { resourceVersion: '1' },
  items: names.map(name => ({ metadata: { name } })),
});
const answers = (): Record<string, unknown[]> => ({
  '/api/v1/nodes?limit=500': [list('a')],
  '/api/v1/namespaces?limit=500': [list('shop')],
  '/apis/apps/v1/deployments?limit=500': [list('cart')],
  '/apis/apps/v1/daemonsets?limit=500': [list('agent')],
  '/version': [{ gitVersion: 'v1.37.2' }],
  '/apis': [{ groups: [{ name: 'apps' }] }],
});

const atOnce = (readFacts: (objects: ClusterObjects) => ClusterFacts) =>
  function* (objects: ClusterObjects): Generator<undefined, ClusterFacts> {
    yield;
    return readFacts(objects);
  };

function followed(
  given: Record<string, unknown[]>,
  readFacts: (objects: ClusterObjects) => ClusterFacts,
): { cluster: Cluster; problems: string[] } {
  const problems: string[] = [];
  const retryOptions = { signal: stopped.signal, onProblem: (problem: string) => problems.push(problem) };
  return {
    cluster: followCluster(
      scriptedClient(given),
      () => ({ engine: { readFactsInSteps: atOnce(readFacts), reads: () => reads, rules: () => ['no-pets'] } }),
      identity,
      retryOptions,
    ),
    problems,
  };
}

test('the facts are read from all that the cluster serves of what is to be read', async () => {
  const seen: ClusterObjects[] = [];
  const { cluster } = followed(answers(), objects => {
    seen.push(objects);
    return { ...identity, version: 'v1.37.2' };
  });
  expect(cluster.facts()).toEqual(identity);
  expect(cluster.missing()).toEqual(['nodes: not read yet', 'namespaces: not read yet', 'discovery: not read yet']);
  await expect.poll(() => cluster.missing(), pollOptions).toEqual([]);
  expect(seen).toEqual([
    {
      identity,
      version: 'v1.37.2',
      apiGroups: ['apps'],
      nodes: [{ apiVersion: 'v1', kind: 'Node', metadata: { name: 'a' } }],
      namespaces: [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }],
      workloads: [
        { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'cart' } },
        { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'agent' } },
      ],
      disruptionBudgets: [],
      incomplete: [],
    },
  ]);
  expect(cluster.facts()).toEqual({ ...identity, version: 'v1.37.2' });
  expect(await cluster.namespaceObject('shop')).toEqual({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'shop' },
  });
});

test('a namespace that was made a moment ago is waited for, one that is not there only for a while', async () => {
  const young = { metadata: { name: 'young', resourceVersion: '2' } };
  let make: () => void = () => undefined;
  const made = new Promise<void>(resolve => (make = resolve));
  const client: ScriptedClient = {
    ...scriptedClient(answers()),
    lines: async function* (path, signal) {
      if (!path.startsWith('/api/v1/namespaces'))
        await new Promise(resolve => {
          signal.addEventListener('abort', resolve);
        });
      await made;
      yield { type: 'ADDED', object: young };
    },
  };
  const retryOptions = { signal: stopped.signal, onProblem: () => undefined };
  const cluster = followCluster(
    client,
    () => ({ engine: { readFactsInSteps: atOnce(() => identity), reads: () => reads, rules: () => ['no-pets'] } }),
    identity,
    retryOptions,
  );
  await expect.poll(() => cluster.missing(), pollOptions).toEqual([]);
  const waiting = cluster.namespaceObject('young');
  make();
  expect(await waiting).toEqual({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'young' } });
  expect(await cluster.namespaceObject('cart')).toBeNull();
});

test('what cannot be read is missing with its reason', async () => {
  const given = { ...answers(), '/api/v1/nodes?limit=500': [new Error('nodes is forbidden')] };
  const { cluster, problems } = followed(given, () => identity);
  await expect.poll(() => cluster.missing(), pollOptions).toEqual(['nodes: nodes is forbidden']);
  expect(problems).toEqual(['nodes: nodes is forbidden']);
});

test('facts that the policy cannot read are missing too', async () => {
  const { cluster } = followed(answers(), () => {
    throw new EngineError('RESULT_INVALID', 'fleet/main/facts: result is empty');
  });
  await expect.poll(() => cluster.missing(), pollOptions).toEqual(['facts: fleet/main/facts: result is empty']);
});

test('what may not be read keeps nothing from being judged, and is named', async () => {
  const forbidden = new ClusterError('Forbidden', 'nodes is forbidden');
  const seen: ClusterObjects[] = [];
  const { cluster } = followed({ ...answers(), '/api/v1/nodes?limit=500': [forbidden] }, objects => {
    seen.push(objects);
    return identity;
  });
  await expect.poll(() => cluster.missing(), pollOptions).toEqual([]);
  expect([...cluster.unreadable()].filter(([, isUnreadable]) => isUnreadable)).toEqual([['nodes', true]]);
  expect(seen[0]).toMatchObject({ nodes: [], incomplete: ['nodes'] });
});

test('another policy reads its facts anew, and what is malformed is told once', async () => {
  const exemptions: Read = { ...read, into: 'exemptions', resource: 'fleetexemptions', kind: 'FleetExemption' };
  const malformed = { metadata: { resourceVersion: '1' }, items: [{ metadata: { name: 'typo' }, spec: {} }] };
  const problems: string[] = [];
  const readBy: string[] = [];
  const engineOf = (name: string) => ({
    engine: {
      readFactsInSteps: atOnce(() => {
        readBy.push(name);
        return identity;
      }),
      reads: () => [exemptions],
      rules: () => ['no-pets'],
    },
  });
  let policy = engineOf('first');
  const cluster = followCluster(
    scriptedClient({ ...answers(), '/api/v1/fleetexemptions?limit=500': [malformed] }),
    () => policy,
    identity,
    { signal: stopped.signal, onProblem: problem => problems.push(problem) },
  );
  await expect.poll(() => cluster.missing(), pollOptions).toEqual([]);
  policy = engineOf('second');
  cluster.policyChanged();
  await expect.poll(() => readBy, pollOptions).toEqual(['first', 'second']);
  expect(problems.filter(problem => problem.startsWith('fleetexemptions: '))).toHaveLength(1);
});
