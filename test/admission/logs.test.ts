import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Agent } from 'node:https';
import { connect } from 'node:net';
import { join } from 'node:path';
import { connect as connectSecurely } from 'node:tls';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { until } from '../testbed/errors/until.ts';
import { send } from '../testbed/cluster/send.ts';
import { objectAt } from './json-patch.ts';
import { startWebhook, type WebhookProcess } from './webhook-process.ts';

const folder = join(import.meta.dirname, '../fixtures/admission');
const secret = 'hunter2';

let webhook: WebhookProcess;
let agent: Agent;
beforeAll(async () => {
  webhook = await startWebhook(inject('fleet').eu1);
  agent = new Agent({ keepAlive: true, ca: webhook.authority });
});
afterAll(async () => {
  agent.destroy();
  await webhook.stop();
});

/** Values that identify an object and its kind. The log may contain them. */
const identity = ['apiVersion', 'kind', 'name', 'namespace', 'uid', 'generateName', 'ownerReferences'];

/** The same with a secret in every text, and in the name of every label and key. */
function withSecrets(value: unknown, key = ''): unknown {
  if (identity.includes(key)) return value;
  if (typeof value === 'string') return `${value} ${secret}`;
  if (Array.isArray(value)) return value.map(item => withSecrets(item));
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.entries(value).map(([name, item]) => [name, withSecrets(item, name)]);
  return { ...Object.fromEntries(inner), [`${secret}.example.org`]: secret };
}

function recorded(file: string): { request: Record<string, unknown> } {
  const review = objectAt(JSON.parse(readFileSync(join(folder, file), 'utf8')));
  const request = objectAt(review, 'request');
  // The webhook waits for a missing one, and not for these.
  return { ...review, request: { ...request, ...('namespace' in request && { namespace: 'default' }) } };
}

const post = async (path: string, body: string, headers: Record<string, string> = {}): Promise<number> =>
  (
    await send(`${webhook.url}${path}`, {
      agent,
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    })
  ).status;

/** Sends bytes unchanged, until the other end closes or waits for more. */
async function raw(bytes: string, securely: boolean): Promise<void> {
  const { hostname, port } = new URL(webhook.url);
  const to = { host: hostname, port: Number(port) };
  const socket = securely ? connectSecurely({ ...to, ca: webhook.authority }) : connect(to);
  await new Promise<void>(resolve => {
    socket
      .on('error', () => undefined)
      .on('close', () => {
        resolve();
      });
    socket.resume().setTimeout(300, () => socket.destroy());
    socket.write(bytes);
  });
}

const Line = Type.Object({ level: Type.Integer(), time: Type.Integer(), msg: Type.String() });

async function lines(): Promise<Record<string, unknown>[]> {
  const text = await webhook.log();
  return text
    .trim()
    .split('\n')
    .map(line => {
      const value: unknown = JSON.parse(line);
      Value.Assert(Line, value);
      return { ...value };
    });
}

test('whatever is sent, nothing that an object holds is logged', async () => {
  const failed: string[] = [];
  const sendReview = async (path: string, file: string, review: object): Promise<void> => {
    const status = await post(`${path}?timeout=30s`, JSON.stringify(review));
    if (status !== 200) failed.push(`${path} ${file}: ${status}`);
  };
  for (const file of readdirSync(folder)) {
    const { request, ...review } = recorded(file);
    for (const changed of [
      request,
      { ...request, object: withSecrets(request['object']), oldObject: withSecrets(request['oldObject']) },
      { ...request, userInfo: { ...objectAt(request, 'userInfo'), extra: { token: [secret] } } },
    ]) {
      await sendReview('/validate', file, { ...review, request: changed });
      await sendReview('/mutate', file, { ...review, request: changed });
    }
  }
  expect(failed).toEqual([]);

  const review = recorded('member_sa-karmada-m1_CREATE_StatefulSet_0.json');
  const hostile: [string, string, Record<string, string>?][] = [
    ['/validate', `{"password":"${secret}"`],
    ['/validate', JSON.stringify({ kind: secret })],
    ['/validate', JSON.stringify({ ...review, request: { ...review.request, object: secret } })],
    ['/validate', JSON.stringify({ ...review, request: { ...review.request, operation: secret } })],
    ['/validate', JSON.stringify(review), { 'content-type': `text/${secret}` }],
    ['/validate', `"${secret}${'x'.repeat(8 * 1024 * 1024)}"`],
    ['/validate', `${`{"${secret}":`.repeat(1100)}1${'}'.repeat(1100)}`],
    [`/validate?timeout=${secret}`, JSON.stringify(review)],
    [`/${secret}`, '{}'],
    ['/validate', '{}', { traceparent: secret, authorization: `Bearer ${secret}`, cookie: secret }],
  ];
  for (const [path, body, headers] of hostile) expect(await post(path, body, headers)).toBeGreaterThanOrEqual(200);
  await raw(`POST /validate ${secret}\r\n\r\n`, true);
  await raw(
    `POST /validate HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\nContent-Type: application/json\r\n\r\n{"a":"${secret}`,
    true,
  );
  await raw(`POST /validate HTTP/1.1\r\nContent-Length: 20\r\n\r\n{"a":"${secret}"}`, false);

  const log = await until('the last of it is logged', async () => {
    const text = await webhook.log();
    return text.includes('nested deeper') ? text : undefined;
  });
  expect(log).toContain('"decision":"deny"');
  expect(log.split('\n').filter(line => line.includes(secret))).toEqual([]);
});

test('every field of a line has its place in the documentation', async () => {
  const page = await readFile(join(import.meta.dirname, '../../docs/reference/monitoring.md'), 'utf8');
  const log = page.slice(page.indexOf('## Log'), page.indexOf('## Traces'));
  const told = new Set(
    [...log.matchAll(/^\| ((?:`\w+`(?:, )?)+) \|/gm)].flatMap(([, names = '']) => names.match(/\w+/g) ?? []),
  );
  const used = new Set((await lines()).flatMap(line => Object.keys(line)));
  expect([...used].filter(field => !told.has(field))).toEqual([]);
  expect(used.size).toBeGreaterThan(12);
});
