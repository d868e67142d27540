import { once } from 'node:events';
import { connect, type TLSSocket } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { createAuthority, issueCertificate } from '../test/testbed/certificates/certificates.ts';
import { appWith, reviewOf } from './app.fixture.ts';
import { boundConnections } from './bound-connections.ts';
import { createInstruments } from './instruments.ts';

const review = JSON.stringify(reviewOf());
const head = `POST /validate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${review.length}\r\n\r\n`;

/** A server that keeps this many connections. */
async function start(limit: number) {
  const { certificate: cert, key } = await issueCertificate(await createAuthority('test'), { commonName: 'webhook' });
  const current = () => ({ cert, key, ends: new Date('2100-01-01') });
  const instruments = createInstruments();
  const { app, lines } = appWith({ certificate: { current, missing: () => [] }, instruments });
  boundConnections(app, { instruments, log: app.log }, limit);
  const { port } = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
  onTestFinished(() => app.close());
  const open = async (): Promise<TLSSocket> => {
    const socket = connect({ host: '127.0.0.1', port: Number(port), rejectUnauthorized: false });
    onTestFinished(() => void socket.destroy());
    socket.on('error', () => undefined);
    await once(socket, 'secureConnect');
    return socket;
  };
  const openAndAsk = async (): Promise<TLSSocket> => {
    const socket = await open();
    socket.write(head + review);
    await once(socket, 'data');
    return socket;
  };
  return { open, openAndAsk, instruments, lines };
}

/** Waits for the end of a connection, be it an error or not. */
async function closing(socket: TLSSocket): Promise<void> {
  await new Promise(resolve => socket.once('close', resolve));
}

test('one too many ends the oldest connection over which no review was answered', async () => {
  const { open, openAndAsk, instruments, lines } = await start(2);
  const answered = await openAndAsk();
  const silent = await open();
  const ended = closing(silent);
  await open();
  await ended;
  expect(answered.closed).toBe(false);
  expect(await instruments.registry.metrics()).toContain('kubectl_fleet_dropped_connections_total 1');
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
