import { Agent } from 'node:https';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { reviewOf } from '../../webhooks/app.fixture.ts';
import { findsPods, startWorkplace, type Workplace } from '../policies/own-rules.fixture.ts';
import { send, type Reply } from '../testbed/cluster/send.ts';
import { startWebhook, type WebhookProcess } from './webhook-process.ts';

/**
 * Compares all combinations of five labels of an object: two labels cost nothing, two hundred take
 * days.
 */
const combines = `violations contains {"path": "metadata.labels", "message": "Five labels are the same."} if {
	labels := object.get(input.object.metadata, "labels", {})
	count({[one, two, three, four, five] |
		some one in labels
		some two in labels
		some three in labels
		some four in labels
		some five in labels
		{one, two, three, four, five} == {"five"}
	}) > 0
}`;

let workplace: Workplace;
let webhook: WebhookProcess;
beforeAll(async () => {
  workplace = await startWorkplace();
  await workplace.putRule('own_no_combinations', combines);
  await workplace.putRule('own_no_pods', findsPods);
  const { stderr } = await workplace.fleet(['policy', 'build', 'rules']);
  expect(stderr).toMatch(/^wrote bundle/);
  webhook = await startWebhook(inject('fleet').eu1, 0, { bundle: join(workplace.folder, 'bundle.tar.gz') });
});
afterAll(async () => {
  await webhook.stop();
  await workplace.end();
});

const endless = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`label-${index}`, `value-${index}`]));
const karmada = {
  labels: { ...endless, 'karmada.io/managed': 'true' },
  annotations: { 'work.karmada.io/name': 'db', 'work.karmada.io/namespace': 'karmada-es-m1' },
};

interface Sent {
  kind: string;
  metadata: { name: string; labels: Record<string, string> };
  [field: string]: unknown;
}

const cart: Sent = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'cart', labels: { app: 'cart' } } };
const endlessCart: Sent = { ...cart, metadata: { name: 'endless', labels: endless } };
const statefulSet: Sent = { ...cart, kind: 'StatefulSet', metadata: { name: 'db', ...karmada } };

async function validate(
  object: Sent,
  { timeout = '30s', agent }: { timeout?: string; agent?: Agent } = {},
): Promise<Reply> {
  const { kind, metadata } = object;
  const type = { group: 'apps', version: 'v1', kind };
  const body = JSON.stringify(reviewOf({ namespace: 'default', name: metadata.name, kind: type, object }));
  const options = { body, ca: webhook.authority, ...(agent !== undefined && { agent }) };
  return send(`${webhook.url}/validate?timeout=${timeout}`, options);
}

/** Sends reviews one after another until told to stop, and returns the answers. */
async function client(object: Sent, timeout: string, isDone: (replies: number) => boolean): Promise<Reply[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1, ca: webhook.authority });
  const replies: Reply[] = [];
  while (!isDone(replies.length)) replies.push(await validate(object, { timeout, agent }));
  agent.destroy();
  return replies;
}

test('a rule that finds no end gives no answer, and the caller is told which rules there are', async () => {
  const { status, body, headers } = await validate(endlessCart);
  expect([status, headers['retry-after'], body]).toEqual([
    500,
    undefined,
    'kubectl fleet: the rules could not be evaluated: RULE_FAILED one of own-no-combinations, own-no-pods: no answer after 500 ms of CPU time\n',
  ]);
});

test.each([
  ['small', statefulSet],
  ['large', { ...statefulSet, spec: { text: 'x'.repeat(1024 * 1024) } }],
])('a %s object on which a rule finds no end does not escape the others', async (_size, object) => {
  const { status, body } = await validate(object);
  expect([status, JSON.parse(body)]).toMatchObject([
    200,
    { response: { allowed: false, auditAnnotations: { rules: 'no-federated-stateful=deny' } } },
  ]);
});

test('objects on which a rule finds no end are in the way of nobody else', async () => {
  let done = false;
  const others = Array.from({ length: 10 }, () => client(cart, '10s', () => done));
  const endlessOnes = Array.from({ length: 5 }, (_, index) => {
    const object = { ...endlessCart, metadata: { ...endlessCart.metadata, name: `endless-${index}` } };
    return client(object, '3s', replies => replies === 5);
  });
  const failed = (await Promise.all(endlessOnes)).flat();
  done = true;
  const answered = (await Promise.all(others)).flat();
  expect(new Set(failed.map(({ status }) => status))).toEqual(new Set([500, 503]));
  expect(answered.length).toBeGreaterThan(100);
  expect(answered.filter(({ status }) => status !== 200)).toEqual([]);
  const { body } = await send(`${webhook.url}/metrics`, { ca: webhook.authority });
  expect(body).toMatch(/^kubectl_fleet_worker_restarts_total [1-9]/m);
  expect(body).toMatch(/^kubectl_fleet_inflight 0$/m);
});
