import { readFileSync } from 'node:fs';
import { startWebhook } from '../admission/webhook-process.ts';
import { startCluster } from '../testbed/cluster/start.ts';

const rounds = 9;

/**
 * A line of a table: milliseconds from the start of the webhook's process until it is seen to be
 * ready, which is looked for every 50.
 */
export async function readiness(): Promise<string[]> {
  const cluster = await startCluster({ name: 'bench' });
  try {
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const webhook = await startWebhook(cluster);
      times.push(ageOf(webhook.pid));
      await webhook.stop();
    }
    const sorted = times.toSorted((a, b) => a - b);
    return [0, Math.floor(rounds / 2), rounds - 1].map(place => (sorted[place] ?? NaN).toFixed(0));
  } finally {
    await cluster.stop();
  }
}

/**
 * How long a process has been there, in milliseconds; Linux notes its start in hundredths of a
 * second since its own.
 */
function ageOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  const [uptime] = readFileSync('/proc/uptime', 'utf8').split(' ');
  return Number(uptime) * 1000 - Number(fields[19]) * 10;
}
