import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startWebhook } from '../admission/webhook-process.ts';
import { issueCertificate } from '../testbed/certificates/certificates.ts';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { putKeyPair } from '../testbed/cluster/credentials.ts';
import { startCluster } from '../testbed/cluster/start.ts';
import { until } from '../testbed/cluster/until.ts';
import { load, peakMemoryOf, type Target } from './load.ts';
import { reviewOf } from './review.ts';

const rounds = 3;

/** Lines of a table: reviews for each second of the server's CPU, lowest and highest of some rounds that take turns. */
export async function servers(): Promise<string[][]> {
  const cluster = await startCluster({ name: 'bench' });
  const webhook = await startWebhook(cluster);
  const empty = await startEmptyWebhook(cluster);
  const runs = [
    { name: 'empty webhook', target: empty, body: JSON.stringify(reviewOf('argocd')), rates: [0] },
    { name: 'allowed', target: webhook, body: JSON.stringify(reviewOf('argocd')), rates: [0] },
    { name: 'denied', target: webhook, body: JSON.stringify(reviewOf('karmada')), rates: [0] },
  ];
  for (const { target, body } of runs) await load(target, body, { seconds: 1 });
  for (const run of runs) run.rates = [];
  for (let round = 0; round < rounds; round++) {
    for (const { target, body, rates } of runs) {
      const { requests, cpuSeconds } = await load(target, body);
      rates.push(requests / cpuSeconds);
    }
  }
  const rows = runs.map(({ name, target, rates }) => [
    name,
    Math.min(...rates).toFixed(0),
    Math.max(...rates).toFixed(0),
    peakMemoryOf(target.pid).toFixed(0),
  ]);
  await webhook.stop();
  await cluster.stop();
  return rows;
}

async function startEmptyWebhook(cluster: Cluster): Promise<Target> {
  const pair = await issueCertificate(cluster.authority, { commonName: 'empty', hosts: ['127.0.0.1'] });
  const { certificate, key } = await putKeyPair(cluster.folder, 'empty', pair);
  const { pid, log } = await cluster.run({
    name: 'empty-webhook',
    command: process.execPath,
    arguments: [join(import.meta.dirname, 'empty-webhook.ts'), certificate, key],
  });
  const url = await until('the empty webhook listens', async () => {
    await cluster.checkAlive();
    return /https:\S+/.exec(await readFile(log, 'utf8'))?.[0];
  });
  return { url, authority: cluster.authority.certificate, pid };
}
