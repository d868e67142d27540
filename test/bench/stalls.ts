import { once } from 'node:events';
import { Agent } from 'node:https';
import { Worker } from 'node:worker_threads';
import { startWebhook } from '../admission/webhook-process.ts';
import { startCluster } from '../testbed/cluster/start.ts';
import { send } from '../testbed/send.ts';
import type { Target } from './load.ts';
import { reviewOf } from './review.ts';

const seconds = 20;

/** Lines of a table: milliseconds until one review after another is answered, alone and while another client sends reviews of nearly 7 MiB. */
export async function stalls(): Promise<string[][]> {
  const cluster = await startCluster({ name: 'bench' });
  try {
    const { url, authority, pid, stop } = await startWebhook(cluster);
    const target: Target = { url: `${url}/validate?timeout=10s`, authority, pid };
    await waits(target, 5);
    const alone = await waits(target, seconds);
    const sender = new Worker(new URL('large-sender.ts', import.meta.url), { argv: [target.url, authority] });
    const answered: unknown[] = [];
    sender.on('message', status => answered.push(status));
    await once(sender, 'message');
    const beside = await waits(target, seconds);
    await sender.terminate();
    await stop();
    if (answered.some(status => status !== 200)) throw new Error(`large reviews were answered ${answered.join(' ')}`);
    return [
      ['alone', ...alone],
      [`beside ${answered.length} large ones`, ...beside],
    ];
  } finally {
    await cluster.stop();
  }
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
