import { once } from 'node:events';
import { Agent } from 'node:https';
import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { reviewOf } from '../../webhooks/app.fixture.ts';
import { connectionLimit } from '../../webhooks/flow-control/limits.ts';
import { send } from '../testbed/cluster/send.ts';
import { startWebhook, type WebhookProcess } from './webhook-process.ts';

let webhook: WebhookProcess;
let address: { host: string; port: number };
const strangers: Socket[] = [];
beforeAll(async () => {
  webhook = await startWebhook(inject('fleet').eu1);
  const { hostname, port } = new URL(webhook.url);
  address = { host: hostname, port: Number(port) };
});
afterEach(async () => {
  for (const socket of strangers.splice(0)) socket.destroy();
  await expect.poll(inflight).toBe(0);
});
afterAll(async () => {
  await webhook.stop();
});

const review = JSON.stringify(reviewOf({ namespace: 'default' }));
const head = 'POST /validate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
const announcing = (bytes: number): string => `${head}Content-Length: ${bytes}\r\n\r\n`;
const mebibyte = 1024 * 1024;

/** A client that proves no identity, and sends no more than this. */
async function stranger(sent: string): Promise<Socket> {
  const socket = connectTls({ ...address, ca: webhook.authority });
  strangers.push(socket.on('error', () => undefined));
  await once(socket, 'secureConnect');
  await new Promise(resolve => socket.write(sent, resolve));
  return socket;
}

async function inParallel<Value>(count: number, task: () => Promise<Value>): Promise<Value[]> {
  return Promise.all(Array.from({ length: count }, task));
}

/**
 * Sends reviews as API servers do, over kept and over new connections, while the given function
 * runs. Returns the answers.
 */
async function statuses(between: () => void = () => undefined): Promise<number[]> {
  const kept = new Agent({ keepAlive: true, maxSockets: 1, ca: webhook.authority });
  const seen: number[] = [];
  for (let round = 0; round < 25; round++) {
    between();
    const replies = [kept, undefined].map(agent =>
      send(`${webhook.url}/validate?timeout=3s`, { body: review, agent: agent ?? false, ca: webhook.authority }),
    );
    for (const { status } of await Promise.all(replies)) seen.push(status);
  }
  kept.destroy();
  return seen;
}

const allAnswered = Array.from({ length: 50 }, () => 200);

async function metric(name: string): Promise<number> {
  const { body } = await send(`${webhook.url}/metrics`, { ca: webhook.authority });
  return Number(
    body
      .split('\n')
      .find(line => line.startsWith(`${name} `))
      ?.slice(name.length),
  );
}

async function inflight(): Promise<number> {
  return metric('kubectl_fleet_inflight');
}

test.each([
  ['of 70 MB that stop after a byte', `${announcing(70_000_000)}{`],
  ['of 7 MB that stop after a byte', `${announcing(7_000_000)}{`],
  ['without a length that stop after a byte', `${head}Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n`],
  ['to another path', `${announcing(7_000_000).replace('/validate', '/else')}{`],
])('bodies %s keep nobody waiting', async (_case, sent) => {
  const slow = await inParallel(200, () => stranger(sent));
  expect(await statuses()).toEqual(allAnswered);
  // An answered client has not waited for the end of these.
  expect(slow.filter(({ closed }) => closed)).toEqual([]);
});

test('bodies of all lengths, so that what they announce leaves no room for the smallest, keep nobody waiting', async () => {
  for (const bytes of [7_000_000, 1_000_000, 100_000, 10_000, 1_000, 100]) {
    await inParallel(20, () => stranger(`${announcing(bytes)}{`));
  }
  expect(await statuses()).toEqual(allAnswered);
});

test('bodies that trickle keep nobody waiting', async () => {
  const slow = await inParallel(200, () => stranger(announcing(7_000_000)));
  const trickle = (): void => {
    for (const socket of slow) socket.write(' ');
  };
  expect(await statuses(trickle)).toEqual(allAnswered);
  expect(slow.filter(({ closed }) => closed)).toEqual([]);
});

test('bodies that are kept back at their end make room for others, and their senders are told', async () => {
  const sent = announcing(7 * mebibyte) + ' '.repeat(6 * mebibyte);
  const slow: Socket[] = [];
  for (let count = 0; count < 15; count++) slow.push(await stranger(sent));
  const answers = slow.map(
    socket =>
      new Promise<string>(resolve =>
        socket.once('data', (answer: Buffer) => {
          resolve(answer.toString());
        }),
      ),
  );
  expect(await statuses()).toEqual(allAnswered);
  const dropped = await metric('kubectl_fleet_shed_total{reason="slow"}');
  expect(dropped).toBeGreaterThan(0);
  expect(dropped).toBeLessThan(15);
  expect(await Promise.race(answers)).toMatch(
    /^HTTP\/1.1 503 Service Unavailable\r\nconnection: close\r\nretry-after: 1\r\n/,
  );
  const lines = (await webhook.log()).split('\n').filter(line => line.includes('dropped a body from'));
  expect(lines).toEqual([expect.stringMatching(/unfinished after \d+\.\d s: others need room/)]);
});

test('connections that ask nothing make room for others', async () => {
  const silent = Array.from({ length: 500 }, () => connectPlain(address).on('error', () => undefined));
  strangers.push(...silent);
  await inParallel(500, () => stranger(''));
  await inParallel(connectionLimit - 900, () => stranger('POST /validate HTTP/1.1\r\nHost: '));
  expect(await statuses()).toEqual(allAnswered);
  expect(await metric('kubectl_fleet_dropped_connections_total')).toBeGreaterThan(0);
  expect(silent.some(({ closed }) => closed)).toBe(true);
});
