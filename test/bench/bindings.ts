import { setTimeout } from 'node:timers/promises';
import { administrator, ask } from '../testbed/cluster/api.ts';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { startCluster } from '../testbed/cluster/start.ts';
import { until } from '../testbed/errors/until.ts';
import { addNode } from '../testbed/nodes/plain-node.ts';
import { send } from '../testbed/cluster/send.ts';
import { createMany } from '../testbed/cluster/create-many.ts';
import { residentMemoryOf } from './load.ts';
import { startInPod } from './pod.ts';

const podsOfEach = 10;
const rounds = 3;

/**
 * Lines of a table: what it costs to be asked about bindings, as memory of the webhook in a cluster
 * of Pods that real controllers made, with and without `bindings: true`, while no Pod has a node
 * and when all have one.
 */
export async function bindings(pods = 20_000): Promise<string[][]> {
  const cluster = await startCluster({ name: 'bench' });
  try {
    await addNode(cluster, { name: 'machine' });
    const names = Array.from({ length: pods / podsOfEach }, (_, index) => `app-${index}`);
    await createMany(
      cluster,
      names.map(name => ({ path: '/apis/apps/v1/namespaces/default/deployments', object: deployment(name) })),
    );
    const made = await until('all Pods are there', async () => {
      const { body } = await ask(cluster, '/api/v1/namespaces/default/pods?limit=1');
      const left = Number(/"remainingItemCount":(\d+)/.exec(body)?.[1] ?? 0);
      return left === pods - 1 ? podNames(cluster) : undefined;
    });
    const both = async (what: string): Promise<string[][]> => [
      [what, 'off', ...(await memoryOf(cluster, false))],
      [what, 'on', ...(await memoryOf(cluster, true))],
    ];
    const pending = await both('no Pod has a node');
    await createMany(cluster, made.map(binding));
    return [...pending, ...(await both('all have one'))];
  } finally {
    await cluster.stop();
  }
}

function deployment(name: string): object {
  const labels = {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/part-of': 'shop',
  };
  const container = { name: 'web', image: 'docker.io/library/web:1', resources: { requests: { cpu: '1m' } } };
  // No scheduler is called so: the Pods stay without a node until they are bound by hand.
  const spec = { schedulerName: 'nobody', containers: [container] };
  const annotations = { 'work.karmada.io/name': `${name}-86699dc9c8`, 'work.karmada.io/namespace': 'karmada-es-eu-1' };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, labels: { ...labels, 'karmada.io/managed': 'true' }, annotations },
    spec: { replicas: podsOfEach, selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
  };
}

function binding(name: string): { path: string; object: object } {
  const target = { apiVersion: 'v1', kind: 'Node', name: 'machine' };
  const object = { apiVersion: 'v1', kind: 'Binding', metadata: { name }, target };
  return { path: `/api/v1/namespaces/default/pods/${name}/binding`, object };
}

async function podNames(cluster: Cluster): Promise<string[]> {
  const { body } = await send(`${cluster.server}/api/v1/namespaces/default/pods`, {
    ...administrator(cluster),
    headers: { accept: 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1' },
  });
  return [...body.matchAll(/"name":"(app-[^"]*)","generateName"/g)].map(([, name = '']) => name);
}

/**
 * Resident memory and used heap of a webhook some time after its start, each lowest and highest.
 */
async function memoryOf(cluster: Cluster, bindings: boolean): Promise<string[]> {
  const resident: number[] = [];
  const heap: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const webhook = await startInPod(cluster, { bindings });
    // Garbage of the start is collected over time.
    await setTimeout(15_000);
    resident.push(residentMemoryOf(webhook.pid));
    const { body } = await send(`${webhook.url}/metrics`, { ca: webhook.authority });
    heap.push(Number(/\nnodejs_heap_size_used_bytes (\S+)/.exec(body)?.[1]) / 1024 / 1024);
    await webhook.stop();
  }
  return [resident, heap].flatMap(values => [Math.min(...values).toFixed(0), Math.max(...values).toFixed(0)]);
}
