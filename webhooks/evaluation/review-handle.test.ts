import { beforeAll, expect, test } from 'vitest';
import { loadEngine, type Engine } from '../../policies/engine/engine.ts';
import { EngineError } from '../../policies/engine/errors.ts';
import { WebhookError } from '../errors/webhook-error.ts';
import { dependenciesWith, reviewOf } from '../app.fixture.ts';
import { reviewInput } from '../admission/input.ts';
import { openReview, openParsedReview } from './review-handle.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await loadEngine(new URL('../../dist/', import.meta.url));
});

const statefulSet = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'db', namespace: 'shop', labels: { 'karmada.io/managed': 'true' }, managedFields: [{}] },
  spec: { replicas: 3 },
};
const bodyOf = (object: object, oldObject: object | null = null): string =>
  JSON.stringify(
    reviewOf({ kind: { group: 'apps', version: 'v1', kind: 'StatefulSet' }, name: 'db', object, oldObject }),
  );

async function answers(open: typeof openReview, body: string): Promise<unknown[]> {
  const { cluster } = dependenciesWith().dependencies;
  const answers: unknown[] = [];
  for (const ask of ['decide', 'mutate'] as const) {
    const opened = open(engine, Buffer.from(body));
    const facts = () => ({ name: 'eu-1', owner: 'payments' });
    const now = () => new Date(0);
    answers.push(opened[ask](await reviewInput(opened.request, { ...cluster, facts, settings: {}, now })));
  }
  return answers;
}

test.each([
  ['as it comes', bodyOf(statefulSet)],
  ['with what Go escapes', bodyOf(statefulSet).replace('"db"', String.raw`"\u0064\u0062\u003c\n\/"`)],
  [
    'with a key twice, of which the last counts',
    bodyOf(statefulSet).replace('"labels":{', '"labels":{"karmada.io/managed":"","a":1,"a":2,'),
  ],
  ['with half of a surrogate pair', bodyOf(statefulSet).replace('"replicas"', String.raw`"\ud83d"`)],
  ['with large and small numbers', bodyOf(statefulSet).replace('3}', '-1.50e2,"a":12345678901234567890}')],
  ['that changes an object', bodyOf(statefulSet, { ...statefulSet, spec: {} })],
])('a review %s is evaluated as one that is parsed whole', async (_, body) => {
  const whole = await answers(openParsedReview, body);
  expect(whole[0]).toMatchObject({ findings: [{ rule: 'no-federated-stateful' }] });
  expect(await answers(openReview, body)).toEqual(whole);
});

test.each([
  ['no JSON', 'tru', 'the body is not JSON'],
  ['no JSON that could be told from afar', '[1}', 'the body is not JSON'],
  ['nested too deep', `${'['.repeat(1000)}${']'.repeat(1000)}`, 'the body is nested deeper than 1000 levels'],
])('what is %s in an object is refused in the same words', async (_, value, message) => {
  const body = bodyOf(statefulSet).replace('3}', `${value}}`);
  for (const open of [openReview, openParsedReview]) {
    await expect(answers(open, body)).rejects.toThrow(new WebhookError('REVIEW_INVALID', message));
  }
});

test('a review with bytes that are no UTF-8 is evaluated as one that is parsed whole', async () => {
  const body = Buffer.from(bodyOf(statefulSet).replace('"db"', '"d\u00ff"'), 'latin1').toString('latin1');
  const open =
    (from: typeof openReview): typeof openReview =>
    (asked, read) =>
      from(asked, Buffer.from(read.toString(), 'latin1'));
  expect(await answers(open(openReview), body)).toEqual(await answers(open(openParsedReview), body));
});

test('a review that the policy fails on is not evaluated twice', async () => {
  let times = 0;
  const failing: Engine = {
    ...engine,
    decide: () => {
      times++;
      throw new EngineError('EVALUATION_FAILED', 'fleet/main/decision: no memory');
    },
  };
  await expect(answers((_, body) => openReview(failing, body), bodyOf(statefulSet))).rejects.toThrow('no memory');
  expect(times).toBe(1);
});
