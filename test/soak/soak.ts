/**
 * Replays an hour of recorded reviews in ten minutes to a webhook that runs as a process, in a
 * cluster that changes all the time, and prints its memory; fails when that grows in the second
 * half, or when a review gets no answer.
 *
 * usage: npm run soak [-- MINUTES]
 */
import { setTimeout } from 'node:timers/promises';
import { startWebhook } from '../admission/webhook-process.ts';
import { write } from '../testbed/cluster/api.ts';
import { startCluster } from '../testbed/cluster/start.ts';
import { send } from '../testbed/cluster/send.ts';
import { churn } from './churn.ts';
import { growth, sample, type Sample } from './memory.ts';
import { replay, type Traffic } from './traffic.ts';

const minutes = Number(process.argv[2] ?? 10);
const speed = 6;
const sampleSeconds = 5;

const cluster = await startCluster({ name: 'soak' });
for (const name of ['shop', 'burst', 'karmada-es-m1', 'helm-demo', 'argocd']) {
  await write(cluster, 'POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
}
const webhook = await startWebhook(cluster);
const traffic: Traffic = { reviews: 0, large: 0, failed: [], slowest: 0 };
const samples: Sample[] = [];
let longestDelay = 0;
let done = false;
const running = Promise.all([replay(webhook, speed, traffic, () => done), churn(cluster, () => done)]);
running.catch((error: unknown) => process.stderr.write(`${String(error)}\n`));

process.stdout.write('MINUTE  REVIEWS  LARGE  RESIDENT MiB  HEAP MiB  POLICY MiB\n');
for (let seconds = sampleSeconds; seconds <= minutes * 60; seconds += sampleSeconds) {
  await setTimeout(sampleSeconds * 1000);
  const { body } = await send(`${webhook.url}/metrics`, { ca: webhook.authority });
  const now = sample(webhook.pid, body);
  samples.push(now);
  longestDelay = Math.max(longestDelay, Number(/delay_seconds\{quantile="1"\} (\S+)/.exec(body)?.[1]));
  if (seconds % 60 !== 0) continue;
  const cells = [seconds / 60, traffic.reviews, traffic.large, ...[now.resident, now.heap, now.policy].map(Math.round)];
  const widths = [6, 7, 5, 12, 8, 10];
  process.stdout.write(`${cells.map((cell, column) => String(cell).padStart(widths[column] ?? 0)).join('  ')}\n`);
}
done = true;
await running;
process.stdout.write(
  `\n${traffic.reviews} reviews and ${traffic.large} large ones, ${traffic.failed.length} without an answer; slowest ${Math.round(traffic.slowest)} ms, ` +
    `longest delay of the event loop ${Math.round(longestDelay * 1000)} ms\n`,
);
await webhook.stop();
await cluster.stop();
const problems = [...growth(samples), ...new Set(traffic.failed)];
process.stdout.write(problems.length === 0 ? 'memory is flat\n' : `${problems.join('\n')}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
