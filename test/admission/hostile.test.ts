import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { reviewOf } from '../../webhooks/app.fixture.ts';
import { send } from '../testbed/cluster/send.ts';
import { startWebhook, type WebhookProcess } from './webhook-process.ts';

let webhook: WebhookProcess;
beforeAll(async () => {
  webhook = await startWebhook(inject('fleet').eu1);
});
afterAll(async () => {
  await webhook.stop();
});
afterEach(async () => {
  await webhook.checkAlive();
  const { status, body } = await send(`${webhook.url}/validate`, { body: good, ca: webhook.authority });
  expect([status, withoutPolicy(body)]).toEqual([200, allowed]);
});

const good = JSON.stringify(reviewOf({ namespace: 'default' }));
const allowed =
  '{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","response":{"uid":"c0ffee","allowed":true}}';
/** The rules have a digest that changes with each of them. */
const withoutPolicy = (answer: string): string =>
  answer.replace(/,"auditAnnotations":\{"policy":"sha256:[0-9a-f]{64}"\}/, '');
const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const withObject = (json: string): string => good.replace(/"object":\{/, `"object":{"x":${json},`);
const mebibyte = 1024 * 1024;

const bodies: [string, string | Buffer, number, string][] = [
  ['truncated JSON', good.slice(0, -7), 400, 'kubectl fleet: the body is not JSON\n'],
  ['two documents', good + good, 400, 'kubectl fleet: the body is not JSON\n'],
  ['binary', Buffer.from([0x1f, 0x8b, 0x08, 0, 0xff]), 400, 'kubectl fleet: the body is not JSON\n'],
  ['null', 'null', 400, 'kubectl fleet: the body is not an AdmissionReview\n'],
  ['a list', `[${good}]`, 400, 'kubectl fleet: the body is not an AdmissionReview\n'],
  [
    'another kind',
    good.replace('AdmissionReview', 'Review'),
    400,
    'kubectl fleet: the body is not an AdmissionReview\n',
  ],
  ['an unknown version', good.replace('/v1"', '/v2"'), 400, 'kubectl fleet: only admission.k8s.io/v1 is spoken here\n'],
  [
    'no request',
    '{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1"}',
    400,
    'kubectl fleet: the AdmissionReview has no request\n',
  ],
  [
    'a request of another type',
    '{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":[]}',
    400,
    'kubectl fleet: the AdmissionReview is malformed: request must be object\n',
  ],
  ['8 MiB', withObject(`"${'x'.repeat(8 * mebibyte)}"`), 413, 'kubectl fleet: Request body is too large\n'],
  ['1,100 levels', withObject(nested(1_100)), 400, 'kubectl fleet: the body is nested deeper than 1000 levels\n'],
  [
    'a million levels',
    withObject(nested(1_000_000)),
    400,
    'kubectl fleet: the body is nested deeper than 1000 levels\n',
  ],
  ['900 levels', withObject(nested(900)), 200, allowed],
  ['equal keys', good.replace('"object":', '"object":7,"object":'), 200, allowed],
  ['huge integers', withObject('[9007199254740993, 1e400, -1e-400, 123456789012345678901234567890]'), 200, allowed],
  [
    'keys of JavaScript',
    withObject('{"__proto__":{"a":1},"constructor":{"prototype":{"a":1}},"toString":1}'),
    200,
    allowed,
  ],
  ['half of a surrogate pair', withObject('"\\ud83d"'), 200, allowed],
  ['NUL', withObject('"a\\u0000b"'), 200, allowed],
  ['invalid UTF-8', Buffer.from(withObject('"?"').replace('?', '\u00ff'), 'latin1'), 200, allowed],
  [
    '100,000 keys',
    withObject(JSON.stringify(Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [i, i])))),
    200,
    allowed,
  ],
  ['a key of a mebibyte', withObject(`{"${'k'.repeat(mebibyte)}":1}`), 200, allowed],
];

test.each(bodies)('%s', async (_what, body, status, answer) => {
  const reply = await send(`${webhook.url}/validate`, { body, ca: webhook.authority });
  expect([reply.status, withoutPolicy(reply.body)]).toEqual([status, answer]);
});

test.each(['text/plain', 'application/yaml', 'application/vnd.kubernetes.protobuf', ''])(
  'content type "%s"',
  async type => {
    const headers = { 'content-type': type };
    const reply = await send(`${webhook.url}/validate`, { body: good, ca: webhook.authority, headers });
    expect([reply.status, reply.body]).toEqual([415, 'kubectl fleet: Unsupported Media Type\n']);
  },
);

test.each(['/validate', '/validate/../etc/passwd', '/%00', '/'])('GET %s', async path => {
  expect(await send(`${webhook.url}${path}`, { ca: webhook.authority })).toMatchObject({ status: 404 });
});

const head = 'POST /validate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
const wires: [string, string, RegExp][] = [
  ['no HTTP', 'hello\r\n\r\n', /^HTTP\/1.1 400 /],
  ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', /^HTTP\/1.1 400 |^$/],
  ['a header of 64 KiB', `${head}X: ${'x'.repeat(65_536)}\r\n\r\n`, /^HTTP\/1.1 431 /],
  ['a negative length', `${head}Content-Length: -1\r\n\r\n`, /^HTTP\/1.1 400 /],
  ['two lengths', `${head}Content-Length: 4\r\nContent-Length: 5\r\n\r\nnull`, /^HTTP\/1.1 400 /],
  ['a length and chunks', `${head}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, /^HTTP\/1.1 400 /],
  ['a chunk that is no number', `${head}Transfer-Encoding: chunked\r\n\r\nzz\r\n`, /^HTTP\/1.1 400 /],
];

test.concurrent.each(wires)('%s on the wire', async (_what, bytes, answer) => {
  const socket = connectTls({ ...addressOf(webhook), ca: webhook.authority });
  expect(await exchange(socket, bytes)).toMatch(answer);
});

test('plain HTTP where TLS is spoken', async () => {
  expect(await exchange(connectPlain(addressOf(webhook)), 'GET /healthz HTTP/1.1\r\n\r\n')).toBe('');
});

test('a client that leaves in the middle of its body', async () => {
  const socket = connectTls({ ...addressOf(webhook), ca: webhook.authority });
  await new Promise<void>(resolve => {
    socket.write(`${head}Content-Length: 400\r\n\r\n${good.slice(0, 100)}`, () => {
      resolve();
    });
  });
  socket.destroy();
});

function addressOf({ url }: WebhookProcess): { host: string; port: number } {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port) };
}

/** Returns what the server sends until it closes the connection, which it may also reset. */
async function exchange(socket: Socket, bytes: string): Promise<string> {
  socket.write(bytes);
  let said = '';
  socket.setEncoding('utf8').on('data', chunk => (said += String(chunk)));
  return new Promise(resolve => {
    socket
      .on('error', () => undefined)
      .on('close', () => {
        resolve(said);
      });
  });
}
