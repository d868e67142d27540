import { afterEach, expect, test } from 'vitest';
import { EngineError } from '../../policies/engine/errors.ts';
import type { ClusterFacts, ClusterObjects } from '../../policies/engine/model.ts';
import type { ClusterClient } from './client.ts';
import { scriptedClient } from './client.fixture.ts';
import { followCluster, type Cluster } from './cluster.ts';

const patience = { timeout: 20_000 };
let stopped = new AbortController();
afterEach(() => {
  stopped.abort();
  stopped = new AbortController();
});

const identity = { name: 'eu-1', fleet: 'acme', owner: 'payments' };
const list = (kind: string, ...names: string[]) => ({
  apiVersion: 'v1',
  kind: `${kind}List`,
  metadata: { resourceVersion: '1' },
  items: names.map(name => ({ metadata: { name } })),
});
const answers = (): Record<string, unknown[]> => ({
  '/api/v1/nodes': [list('Node', 'a')],
  '/api/v1/namespaces': [list('Namespace', 'shop')],
  '/api/v1/persistentvolumeclaims': [list('PersistentVolumeClaim')],
  '/version': [{ gitVersion: 'v1.37.2' }],
  '/apis': [{ groups: [{ name: 'apps' }] }],
});

function followed(
  given: Record<string, unknown[]>,
  readFacts: (objects: ClusterObjects) => ClusterFacts,
): { cluster: Cluster; problems: string[] } {
  const problems: string[] = [];
  const keeping = { signal: stopped.signal, onProblem: (problem: string) => problems.push(problem) };
  return { cluster: followCluster(scriptedClient(given), { readFacts }, identity, keeping), problems };
}

test('the facts are read from all that the cluster shows', async () => {
  const seen: ClusterObjects[] = [];
  const { cluster } = followed(answers(), objects => {
    seen.push(objects);
    return { ...identity, version: 'v1.37.2' };
  });
  expect(cluster.facts()).toEqual(identity);
  expect(cluster.missing()).toEqual([
    'nodes: not read yet',
    'namespaces: not read yet',
    'persistentvolumeclaims: not read yet',
    'discovery: not read yet',
  ]);
  await expect.poll(() => cluster.missing(), patience).toEqual([]);
  expect(seen).toEqual([
    {
      identity,
      version: 'v1.37.2',
      apiGroups: ['apps'],
      nodes: [{ apiVersion: 'v1', kind: 'Node', metadata: { name: 'a' } }],
      namespaces: [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }],
      claims: [],
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
  const { get } = scriptedClient(answers());
  const client: ClusterClient = {
    get,
    lines: async function* (path, signal) {
      if (!path.startsWith('/api/v1/namespaces'))
        await new Promise(resolve => {
          signal.addEventListener('abort', resolve);
        });
      await made;
      yield { type: 'ADDED', object: young };
    },
  };
  const keeping = { signal: stopped.signal, onProblem: () => undefined };
  const cluster = followCluster(client, { readFacts: () => identity }, identity, keeping);
  await expect.poll(() => cluster.missing(), patience).toEqual([]);
  const waiting = cluster.namespaceObject('young');
  make();
  expect(await waiting).toEqual({ metadata: { name: 'young' } });
  expect(await cluster.namespaceObject('cart')).toBeNull();
});

test('what cannot be read is missing with its reason', async () => {
  const given = { ...answers(), '/api/v1/nodes': [new Error('nodes is forbidden')] };
  const { cluster, problems } = followed(given, () => identity);
  await expect.poll(() => cluster.missing(), patience).toEqual(['nodes: nodes is forbidden']);
  expect(problems).toEqual(['nodes: nodes is forbidden']);
});

test('facts that the policy cannot read are missing too', async () => {
  const { cluster } = followed(answers(), () => {
    throw new EngineError('RESULT_INVALID', 'fleet/main/facts: result is empty');
  });
  await expect.poll(() => cluster.missing(), patience).toEqual(['facts: fleet/main/facts: result is empty']);
});
