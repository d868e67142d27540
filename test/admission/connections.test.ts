import { once } from 'node:events';
import { Agent } from 'node:https';
import { connect as connectPlain, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { reviewOf } from '../../webhooks/app.fixture.ts';
import { send } from '../testbed/cluster/send.ts';
import { startWebhook, type WebhookProcess } from './webhook-process.ts';

let webhook: WebhookProcess;
let address: { host: string; port: number };
beforeAll(async () => {
  webhook = await startWebhook(inject('fleet').eu1);
  const { hostname, port } = new URL(webhook.url);
  address = { host: hostname, port: Number(port) };
});
afterAll(async () => {
  await webhook.stop();
});

const review = JSON.stringify(reviewOf({ namespace: 'default' }));
const head = 'POST /validate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';

async function ask(agent?: Agent): Promise<number> {
  const access = agent === undefined ? { ca: webhook.authority } : { agent };
  return (await send(`${webhook.url}/validate?timeout=30s`, { body: review, ...access })).status;
}

/** The server may reset any connection at any time. That is no error of the test. */
function openPlain(): Socket {
  return connectPlain(address).on('error', () => undefined);
}

async function openTls(options: object = {}): Promise<TLSSocket> {
  const socket = connectTls({ ...address, ca: webhook.authority, ...options });
  socket.on('error', () => undefined);
  await once(socket, 'secureConnect');
  return socket;
}

/** A connection, and all that the server sends on it until it closes it. */
interface Heard {
  socket: Socket;
  words: Promise<string>;
}

function hear(socket: Socket): Heard {
  let said = '';
  socket.on('data', chunk => (said += String(chunk)));
  return {
    socket,
    words: new Promise(resolve =>
      socket.once('close', () => {
        resolve(said);
      }),
    ),
  };
}

async function begin(request: string): Promise<Heard> {
  const socket = await openTls();
  socket.write(request);
  return hear(socket);
}

test('a thousand connections at once are all answered, again and again', async () => {
  const agents = Array.from(
    { length: 1_000 },
    () => new Agent({ keepAlive: true, maxSockets: 1, ca: webhook.authority }),
  );
  // A handshake may take 10 s, and a busy machine needs more for a thousand at once.
  for (let at = 0; at < agents.length; at += 100) {
    await Promise.all(agents.slice(at, at + 100).map(agent => ask(agent)));
  }
  for (let round = 0; round < 2; round++) {
    const statuses = await Promise.all(agents.map(agent => ask(agent)));
    expect(statuses.filter(status => status !== 200 && status !== 503)).toEqual([]);
    expect(statuses.filter(status => status === 200).length).toBeGreaterThanOrEqual(500);
  }
  for (const agent of agents) agent.destroy();
});

test('whoever connects and says nothing, or stops in the middle, is let go; others are answered meanwhile', async () => {
  const silent = Array.from({ length: 50 }, () => hear(openPlain()));
  const fifty = (request: string) => Promise.all(Array.from({ length: 50 }, () => begin(request)));
  const idle = await fifty('POST /validate HTTP/1.1\r\n');
  const slow = await fifty(`${head}Content-Length: ${review.length}\r\n\r\n`);
  const all = [...silent, ...idle, ...slow];
  for (let at = 0; all.some(({ socket }) => !socket.destroyed); at++) {
    // Sends one byte at a time, like an attacker who wants to hold many resources at a low cost.
    for (const { socket } of slow) if (!socket.destroyed) socket.write(review[at] ?? '');
    expect(await ask()).toBe(200);
    await sleep(500);
  }
  const words = await Promise.all(all.map(heard => heard.words));
  expect(new Set(words.slice(0, 50))).toEqual(new Set(['']));
  for (const said of words.slice(50)) expect(said).toMatch(/^HTTP\/1.1 408 Request Timeout\r\n/);
});

test('a client that is gone without a word keeps nobody from being answered', async () => {
  for (let count = 0; count < 50; count++) {
    const wire = openPlain();
    const socket = await openTls({ socket: wire });
    socket.write(`${head}Content-Length: ${review.length}\r\n\r\n${review}`, () => {
      // The connection is reset, not closed, and before the answer is read.
      wire.resetAndDestroy();
    });
  }
  expect(await ask()).toBe(200);
});

test('nobody can make it negotiate keys again and again', async () => {
  const socket = await openTls({ maxVersion: 'TLSv1.2' });
  const failed = await new Promise<string>(resolve => {
    socket.renegotiate({}, error => {
      resolve(error === null ? 'renegotiated' : error.message);
    });
    socket.on('error', (error: Error) => {
      resolve(error.message);
    });
  });
  expect(failed).toMatch(/no renegotiation|closed/i);
  expect(await ask()).toBe(200);
});

test('versions of TLS that are broken are not spoken', async () => {
  const socket = connectTls({ ...address, ca: webhook.authority, minVersion: 'TLSv1', maxVersion: 'TLSv1.1' });
  const failed = once(socket, 'error').then(String);
  expect(await failed).toMatch(/unsupported protocol|no protocols available|alert protocol version/);
});
