import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { createAuthority, issueCertificate } from '../../test/testbed/certificates/certificates.ts';
import { appWith, reviewOf } from '../app.fixture.ts';
import { limitConnections } from './limit-connections.ts';
import { createMetrics } from '../metrics/metrics.ts';

/** Returns the text of a request for a review with this body. */
function asking(body: object, ...headers: string[]): string {
  const text = JSON.stringify(body);
  const lines = ['Host: x', 'Content-Type: application/json', `Content-Length: ${text.length}`, ...headers];
  return `POST /validate HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${text}`;
}

const dryRun = asking(reviewOf({ dryRun: true }));

/**
 * Starts a server with this limit of connections. A client with a token is verified. A review
 * without dry run fails after its evaluation.
 */
async function start(limit: number) {
  const { certificate: cert, key } = await issueCertificate(await createAuthority('test'), { commonName: 'webhook' });
  const current = () => ({ cert, key, ends: new Date('2100-01-01') });
  const metrics = createMetrics();
  const uses = {
    record: (): never => {
      throw new Error('no room to count');
    },
  };
  const { app, lines } = appWith({ certificate: { current, missing: () => [] }, metrics, uses });
  app.addHook('onRequest', (request, _reply, done) => {
    if (request.headers.authorization !== undefined) request.caller = {};
    done();
  });
  limitConnections(app, { metrics, log: app.log }, limit);
  const accepted: Socket[] = [];
  app.server.on('connection', (socket: Socket) => accepted.push(socket));
  const { port } = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
  onTestFinished(() => app.close());
  const open = async (): Promise<TLSSocket> => {
    const socket = connect({ host: '127.0.0.1', port: Number(port), rejectUnauthorized: false });
    onTestFinished(() => void socket.destroy());
    socket.on('error', () => undefined);
    await once(socket, 'secureConnect');
    return socket;
  };
  const openAndAsk = async (request = dryRun, status = 200): Promise<TLSSocket> => {
    const socket = await open();
    socket.write(request);
    expect(String(await once(socket, 'data'))).toContain(`HTTP/1.1 ${status} `);
    return socket;
  };
  return { open, openAndAsk, accepted, metrics, lines };
}

/** Waits for the end of a connection, with or without an error. */
async function closing(socket: TLSSocket): Promise<void> {
  await new Promise(resolve => socket.once('close', resolve));
}

/** Waits for the end of one of these connections, and returns its name. */
async function firstToEnd(sockets: Record<string, TLSSocket>): Promise<string> {
  return Promise.race(
    Object.entries(sockets).map(async ([name, socket]) => {
      await closing(socket);
      return name;
    }),
  );
}

test('one too many ends the oldest connection over which no review was answered', async () => {
  const { open, openAndAsk, metrics, lines } = await start(2);
  const answered = await openAndAsk();
  const silent = await open();
  const ended = closing(silent);
  await open();
  await ended;
  expect(answered.closed).toBe(false);
  expect(await metrics.registry.metrics()).toContain('kubectl_fleet_dropped_connections_total 1');
  expect(lines.join('')).toContain('ended a connection from 127.0.0.1: more than 2 are open');
});

test('where all were answered, the one ends that was answered first', async () => {
  const { openAndAsk } = await start(2);
  const [first, second] = [await openAndAsk(), await openAndAsk()];
  const ended = closing(first);
  await openAndAsk();
  await ended;
  expect(second.closed).toBe(false);
});

test('the connection of a verified sender ends last', async () => {
  const { open, openAndAsk } = await start(2);
  const verified = await openAndAsk(asking(reviewOf({ dryRun: true }), 'Authorization: Bearer abc'));
  const unverified = await openAndAsk();
  const ended = firstToEnd({ verified, unverified });
  await open();
  expect(await ended).toBe('unverified');
});

test.each([
  ['a request that is no review', asking({}), 400],
  ['a review that failed', asking(reviewOf()), 500],
  ['a look at the metrics', 'GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n', 200],
])('%s keeps no connection open', async (_what, request, status) => {
  const { open, openAndAsk } = await start(2);
  const answered = await openAndAsk();
  const other = await openAndAsk(request, status);
  const ended = firstToEnd({ answered, other });
  await open();
  expect(await ended).toBe('other');
});

test('a connection that closes leaves its place to another', async () => {
  const { open, accepted, metrics } = await start(2);
  const first = await open();
  const second = await open();
  const closed = new Promise(resolve => accepted[1]?.once('close', resolve));
  second.destroy();
  await closed;
  await open();
  expect(await metrics.registry.metrics()).toContain('kubectl_fleet_dropped_connections_total 0');
  const ended = closing(first);
  await open();
  await ended;
  expect(await metrics.registry.metrics()).toContain('kubectl_fleet_dropped_connections_total 1');
});
