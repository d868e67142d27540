import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyObjects } from '../testbed/cluster/apply.ts';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { startCluster } from '../testbed/cluster/start.ts';
import { until } from '../testbed/errors/until.ts';
import { refusals } from './refused.ts';

const Budget = Type.Object({
  status: Type.Object({ disruptionsAllowed: Type.Integer(), currentHealthy: Type.Integer() }),
});

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster({ name: 'drained' });
});
afterAll(() => cluster.stop());

async function read(...words: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await kubectl(cluster, ['get', ...words]);
  if (exitCode !== 0) throw new Error(stderr);
  return stdout;
}

/** How many of so many ready pods Kubernetes lets a drain take at once. */
async function disruptionsAllowed(name: string, replicas: number, minAvailable: number | string): Promise<number> {
  const labels = { app: name };
  const selector = { matchLabels: labels };
  const template = { metadata: { labels }, spec: { containers: [{ name: 'a', image: 'none' }] } };
  const metadata = { name, namespace: 'default' };
  await applyObjects(cluster, [
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { replicas, selector, template } },
    { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata, spec: { minAvailable, selector } },
  ]);
  const pods = await until('the pods are there', async () => {
    const names = (await read('pods', '-l', `app=${name}`, '-o', 'name')).trim().split('\n');
    return names.length === replicas && names[0] !== '' ? names : undefined;
  });
  // There is no node. A pod is ready if its status says so.
  const ready = JSON.stringify({ status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] } });
  await Promise.all(pods.map(pod => kubectl(cluster, ['patch', pod, '--subresource=status', '-p', ready])));
  return until('all pods count', async () => {
    const budget: unknown = JSON.parse(await read('poddisruptionbudget', name, '-o', 'json'));
    if (!Value.Check(Budget, budget) || budget.status.currentHealthy !== replicas) return undefined;
    return budget.status.disruptionsAllowed;
  });
}

test.each([
  { replicaCount: 1, minAvailable: 1 },
  { replicaCount: 1, minAvailable: '1%' },
  { replicaCount: 1, minAvailable: '0%' },
  { replicaCount: 2, minAvailable: '50%' },
  { replicaCount: 2, minAvailable: '51%' },
  { replicaCount: 3, minAvailable: '66%' },
  { replicaCount: 3, minAvailable: '67%' },
  { replicaCount: 3, minAvailable: 2 },
])('the chart refuses $minAvailable of $replicaCount where no drain could go on', async values => {
  const { replicaCount, minAvailable } = values;
  const name = `of-${replicaCount}-${String(minAvailable).replace('%', 'percent')}`;
  const isRefused = (await refusals({ replicaCount, podDisruptionBudget: { minAvailable } })).length > 0;
  expect((await disruptionsAllowed(name, replicaCount, minAvailable)) === 0).toBe(isRefused);
});
