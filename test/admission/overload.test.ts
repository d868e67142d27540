import { Agent } from 'node:https';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { reviewOf } from '../../webhooks/app.fixture.ts';
import { findsPods, startWorkplace, type Workplace } from '../policies/own-rules.fixture.ts';
import { send, type Reply } from '../testbed/send.ts';
import { startWebhook, type WebhookProcess } from './webhook-process.ts';

/** Compares five labels of an object with each other: with two labels that is nothing, with two hundred it never ends. */
const combines = `violations contains {"path": "metadata.labels", "message": "Five labels are the same."} if {
	labels := object.get(input.object.metadata, "labels", {})
	count({one | some one in labels; some two in labels; some three in labels; some four in labels; some five in labels; one == two; one == three; one == four; one == five; one == "five"}) > 5
}`;

let workplace: Workplace;
let webhook: WebhookProcess;
beforeAll(async () => {
  workplace = await startWorkplace();
  await workplace.putRule('no_combinations', combines);
  await workplace.putRule('no_pods', findsPods);
  const { stderr } = await workplace.fleet(['policy', 'build', 'rules']);
  expect(stderr).toMatch(/^wrote bundle/);
  webhook = await startWebhook(inject('fleet').eu1, 0, { bundle: join(workplace.folder, 'bundle.tar.gz') });
});
afterAll(async () => {
  await webhook.stop();
  await workplace.end();
});

const quick = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'cart', labels: { app: 'cart' } } };
const labels = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`label-${index}`, `value-${index}`]));
const endless = { ...quick, metadata: { name: 'endless', labels } };

async function validate(object: object, agent: Agent | false = false): Promise<Reply> {
  const body = JSON.stringify(reviewOf({ namespace: 'default', object }));
  return send(`${webhook.url}/validate?timeout=3s`, { body, ca: webhook.authority, agent });
}

/** Sends reviews one after another until told; answers what came back and the longest time that it took, in milliseconds. */
async function client(object: object, done: () => boolean): Promise<{ replies: Reply[]; longest: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1, ca: webhook.authority });
  const replies: Reply[] = [];
  let longest = 0;
  while (!done()) {
    const began = performance.now();
    replies.push(await validate(object, agent));
    longest = Math.max(longest, performance.now() - began);
  }
  agent.destroy();
  return { replies, longest };
}

test('a rule that finds no end is no answer, and says so', async () => {
  const { status, body, headers } = await validate(endless);
  expect([status, headers['retry-after'], body]).toEqual([
    500,
    undefined,
    'kubectl fleet: the rules could not be evaluated: RULE_FAILED one of no-combinations, no-pods: no answer after 500 ms\n',
  ]);
});

test('one that this project refuses is refused, whatever a rule of the user makes of it', async () => {
  const object = {
    ...endless,
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: {
      name: 'db',
      labels: { ...labels, 'karmada.io/managed': 'true' },
      annotations: { 'work.karmada.io/name': 'db', 'work.karmada.io/namespace': 'karmada-es-m1' },
    },
  };
  const { status, body } = await validate(object);
  console.log(status, body, (await webhook.log()).split('\n').slice(-3).join('\n'));
});

test('reviews on which a rule finds no end deny nobody else', async () => {
  let done = false;
  const isDone = () => done;
  const others = Array.from({ length: 10 }, () => client(quick, isDone));
  const endlessOnes = Array.from({ length: 5 }, () => client(endless, isDone));
  await new Promise(resolve => setTimeout(resolve, 8_000));
  done = true;
  const answered = await Promise.all(others);
  const refused = await Promise.all(endlessOnes);
  console.log(
    answered[0]?.replies
      .slice(0, 12)
      .map(r => `${r.status} ${r.body}`)
      .join(''),
  );
  const metrics = await send(`${webhook.url}/metrics`, { ca: webhook.authority });
  console.log(answered.map(({ replies, longest }) => [replies.length, Math.round(longest)].join('/')).join(' '));
  console.log(
    refused.map(({ replies, longest }) => [replies.map(r => r.status).join(), Math.round(longest)].join('/')).join(' '),
  );
  console.log(
    metrics.body
      .split('\n')
      .filter(line => /shed|inflight|worker_restarts|event_loop_delay/.test(line) && !line.startsWith('#'))
      .join('\n'),
  );
  const statuses = new Set(answered.flatMap(({ replies }) => replies.map(r => r.status)));
  expect([...statuses]).toEqual([200]);
});
