import { Agent } from 'node:https';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { reviewOf } from '../../webhooks/app.fixture.ts';
import { until } from '../testbed/errors/until.ts';
import { send } from '../testbed/cluster/send.ts';
import { startWebhook, type WebhookProcess } from './webhook-process.ts';

let old: WebhookProcess;
let next: WebhookProcess;
beforeAll(async () => {
  const { eu1 } = inject('fleet');
  [old, next] = await Promise.all([startWebhook(eu1, 3), startWebhook(eu1)]);
});
afterAll(async () => {
  await Promise.all([old.stop(), next.stop()]);
});

interface Tally {
  /** Calls that each process has answered, by its URL. */
  answered: Record<string, number>;
  failed: string[];
}

/**
 * Acts like kube-apiserver: keeps its connection as long as the server lets it, asks for an address
 * only for a new connection, and never sends twice. Ends on request.
 */
async function client(endpoint: () => WebhookProcess, done: () => boolean): Promise<Tally> {
  const tally: Tally = { answered: {}, failed: [] };
  const body = JSON.stringify(reviewOf({ namespace: 'default' }));
  while (!done()) {
    const { url, authority } = endpoint();
    const agent = new Agent({ keepAlive: true, maxSockets: 1, ca: authority });
    for (let open = true; open && !done();) {
      const reply = await send(`${url}/validate`, { body, agent }).catch(String);
      if (typeof reply === 'string' || reply.status !== 200) {
        tally.failed.push(`${url}: ${JSON.stringify(reply)}`);
        break;
      }
      tally.answered[url] = (tally.answered[url] ?? 0) + 1;
      open = reply.headers['connection'] !== 'close';
    }
    agent.destroy();
  }
  return tally;
}

async function endOf({ checkAlive }: WebhookProcess): Promise<string> {
  return until('the process has ended', async () => checkAlive().then(() => undefined, String));
}

test('25 clients lose no call while one process ends and another takes over', async () => {
  let endpoint = old;
  let done = false;
  const clients = Array.from({ length: 25 }, () =>
    client(
      () => endpoint,
      () => done,
    ),
  );
  await setTimeout(1_000);
  process.kill(old.pid, 'SIGTERM');
  // Endpoints change some time after the signal.
  await setTimeout(1_000);
  endpoint = next;
  expect(await endOf(old)).toContain('webhook ended with exit code 0');
  done = true;
  const tallies = await Promise.all(clients);
  expect(tallies.flatMap(({ failed }) => failed)).toEqual([]);
  for (const { answered } of tallies) expect(Object.keys(answered)).toEqual([old.url, next.url]);
});
