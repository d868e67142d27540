import { setTimeout } from 'node:timers/promises';
import type { WebhookProcess } from '../admission/webhook-process.ts';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { startCluster } from '../testbed/cluster/start.ts';
import { createMany } from '../testbed/cluster/create-many.ts';
import { nodeOf } from './large-cluster.ts';
import { load, peakMemoryOf, residentMemoryOf } from './load.ts';
import { startInPod } from './pod.ts';
import { reviewOf } from './reviews/review.ts';

const nodes = 5_000;
const namespaces = 2_000;
const workloads = 2_000;
const minutes = 2;

/**
 * Lines of a table: what the webhook has resident some time after its start, after minutes of
 * reviews, allowed and denied in turns, and at most; in a new cluster and in a large one, whose
 * nodes are not heard of and so change one after another.
 */
export async function memory(): Promise<string[][]> {
  const cluster = await startCluster({ name: 'bench' });
  try {
    const small = await lineOf('new cluster', cluster);
    await createMany(cluster, objects());
    const large = `${nodes} nodes, ${namespaces} namespaces, ${workloads} workloads`;
    return [small, await lineOf(large, cluster)];
  } finally {
    await cluster.stop();
  }
}

async function lineOf(what: string, cluster: Cluster): Promise<string[]> {
  const webhook = await startInPod(cluster);
  // Garbage of the start is collected over time.
  await setTimeout(15_000);
  const atRest = residentMemoryOf(webhook.pid);
  await judgeForMinutes(webhook);
  const underLoad = residentMemoryOf(webhook.pid);
  const most = peakMemoryOf(webhook.pid);
  await webhook.stop();
  return [what, ...[atRest, underLoad, most].map(mebibytes => mebibytes.toFixed(0))];
}

async function judgeForMinutes({ url, authority, pid }: WebhookProcess): Promise<void> {
  const end = performance.now() + minutes * 60_000;
  while (performance.now() < end) {
    for (const origin of ['argocd', 'karmada'] as const) {
      await load({ url: `${url}/validate`, authority, pid }, JSON.stringify(reviewOf(origin)), { seconds: 5 });
    }
  }
}

function* objects(): Generator<{ path: string; object: object }> {
  const named = (index: number): string => `team-${index % namespaces}`;
  for (let index = 0; index < namespaces; index++) {
    const metadata = { name: named(index), labels: { 'kubectl-fleet.io/owner': `team-${index % 50}` } };
    yield { path: '/api/v1/namespaces', object: { apiVersion: 'v1', kind: 'Namespace', metadata } };
  }
  for (let index = 0; index < nodes; index++) yield { path: '/api/v1/nodes', object: nodeOf(index) };
  for (let index = 0; index < workloads; index++) {
    yield { path: `/apis/apps/v1/namespaces/${named(index)}/deployments`, object: deployment(`app-${index}`) };
  }
}

/** It asks for no Pods, so that nothing but the webhook has to do with it. */
function deployment(name: string): object {
  const labels = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': name };
  const container = { name: 'web', image: 'docker.io/library/web:1', resources: { requests: { cpu: '1m' } } };
  const template = { metadata: { labels }, spec: { containers: [container] } };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name,
      labels,
      annotations: { 'argocd.argoproj.io/tracking-id': `${name}:apps/Deployment:team/${name}` },
    },
    spec: { replicas: 0, selector: { matchLabels: labels }, template },
  };
}
