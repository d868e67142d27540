import { once } from 'node:events';
import { Agent } from 'node:https';
import { Worker } from 'node:worker_threads';
import { startWebhook } from '../admission/webhook-process.ts';
import { administrator } from '../testbed/cluster/api.ts';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { startCluster } from '../testbed/cluster/start.ts';
import { send } from '../testbed/cluster/send.ts';
import type { Target } from './load.ts';
import { reviewOf } from './reviews/review.ts';

const seconds = 20;

/** Nodes of the cluster, one in two a virtual one, and no two alike. */
const nodes = 1_000;

/**
 * Lines of a table: milliseconds until one review after another is answered, alone, while another
 * client sends reviews of nearly 7 MiB, and while it sends the most expensive ones that the main
 * thread judges.
 */
export async function stalls(): Promise<string[][]> {
  const cluster = await startCluster({ name: 'bench' });
  try {
    await createNodes(cluster);
    const { url, authority, pid, stop } = await startWebhook(cluster);
    const target: Target = { url: `${url}/validate?timeout=10s`, authority, pid };
    await waits(target, 5);
    const alone = await waits(target, seconds);
    const large = await beside(target, 'large');
    const worst = await beside(target, 'worst');
    await stop();
    return [
      ['alone', ...alone],
      [`beside ${large.answered} large ones`, ...large.waits],
      [`beside ${worst.answered} expensive ones`, ...worst.waits],
    ];
  } finally {
    await cluster.stop();
  }
}

/** Waits while another client sends bodies, and how many of these were answered. */
async function beside(target: Target, bodies: string): Promise<{ waits: string[]; answered: number }> {
  const sender = new Worker(new URL('large-sender.ts', import.meta.url), {
    argv: [target.url, target.authority, bodies],
  });
  const answered: unknown[] = [];
  sender.on('message', status => answered.push(status));
  await once(sender, 'message');
  const taken = await waits(target, seconds);
  await sender.terminate();
  if (answered.some(status => status !== 200)) throw new Error(`${bodies} reviews were answered ${answered.join(' ')}`);
  return { waits: taken, answered: answered.length };
}

async function createNodes(cluster: Cluster): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 20 });
  await Promise.all(
    Array.from({ length: nodes }, (_, index) => {
      const labels = { 'kubernetes.io/hostname': `node-${index}`, zone: `zone-${index}` };
      const metadata = {
        name: `node-${index}`,
        labels: index % 2 === 0 ? labels : { ...labels, 'liqo.io/type': 'virtual-node' },
      };
      const body = JSON.stringify({ apiVersion: 'v1', kind: 'Node', metadata });
      return send(`${cluster.server}/api/v1/nodes`, { ...administrator(cluster), agent, body });
    }),
  );
  agent.destroy();
}

/** The median, what 99 in 100 take at most, and the longest. */
async function waits({ url, authority }: Target, seconds: number): Promise<string[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1, ca: authority });
  const body = JSON.stringify(reviewOf('argocd'));
  const taken: number[] = [];
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    const start = performance.now();
    await send(url, { body, agent });
    taken.push(performance.now() - start);
  }
  agent.destroy();
  taken.sort((a, b) => a - b);
  return [0.5, 0.99, 1].map(share => (taken[Math.ceil(taken.length * share) - 1] ?? NaN).toFixed(1));
}
