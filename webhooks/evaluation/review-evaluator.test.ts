import { afterAll, beforeAll, expect, test } from 'vitest';
import { openEngine, type Engine } from '../../policies/engine/engine.ts';
import { readPolicy, type PolicyFiles } from '../../policies/engine/policy-files.ts';
import { reviewInput } from '../admission/input.ts';
import { dependenciesWith, reviewOf } from '../app.fixture.ts';
import { deadlineIn } from '../flow-control/deadline.ts';
import { startReviewEvaluator, type ReviewEvaluator } from './review-evaluator.ts';
import { defaultLimits } from '../flow-control/limits.ts';
import { openReview, type ReviewHandle } from './review-handle.ts';

let files: PolicyFiles;
let engine: Engine;
let evaluator: ReviewEvaluator;
let restarts = 0;
let late = 0;
beforeAll(async () => {
  files = await readPolicy(new URL('../../dist/', import.meta.url));
  engine = openEngine(files);
  const worker = new URL('endless-worker.fixture.ts', import.meta.url);
  evaluator = startReviewEvaluator(engine, files, {
    worker,
    limits: defaultLimits,
    onRestart: () => restarts++,
    onLate: () => late++,
  });
});
afterAll(() => {
  evaluator.close();
});

/** Returns a review of a StatefulSet that Karmada has placed, with so many additional bytes. */
function bodyOf(bytes: number): Buffer {
  const object = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: {
      name: 'db',
      namespace: 'shop',
      labels: { 'karmada.io/managed': 'true' },
      annotations: { 'work.karmada.io/name': 'db', 'work.karmada.io/namespace': 'karmada-es-m1' },
    },
    spec: { text: 'x'.repeat(bytes) },
  };
  const kind = { group: 'apps', version: 'v1', kind: 'StatefulSet' };
  const body = JSON.stringify(reviewOf({ kind, name: 'db', object }));
  // kube-apiserver also sends the key __proto__.
  return Buffer.from(body.replace('"spec":{', '"__proto__":{"metadata":{}},"spec":{'));
}

const cluster = { name: 'eu-1', fleet: 'acme', owner: 'payments' };
async function answersOf(
  open: (body: Buffer) => ReviewHandle | Promise<ReviewHandle>,
  body: Buffer,
): Promise<unknown[]> {
  const context = { ...dependenciesWith().dependencies.cluster, facts: () => cluster };
  const answers: unknown[] = [];
  for (const ask of ['decide', 'mutate'] as const) {
    const opened = await open(body);
    const input = await reviewInput(opened.request, { ...context, settings: {}, now: () => new Date(0) });
    answers.push(await opened[ask](input));
    opened.close();
  }
  return answers;
}

const open = (body: Buffer) => evaluator.open(body, deadlineIn(60_000));

test('a large object is evaluated as a small one, on a worker', async () => {
  const small = await answersOf(open, bodyOf(10));
  expect(small).toMatchObject([
    {
      allowed: false,
      findings: [{ rule: 'no-federated-stateful', object: { namespace: 'shop', name: 'db' } }],
    },
    { annotations: { 'kubectl-fleet.io/cluster': 'eu-1' } },
  ]);
  const large = bodyOf(1024 * 1024);
  expect(await answersOf(open, large)).toEqual(small);
  expect(await answersOf(body => openReview(engine, body), large)).toEqual(small);
});

test('of a large review only the head comes here', async () => {
  const { request, close } = await open(bodyOf(1024 * 1024));
  close();
  expect(request).toEqual({
    uid: 'c0ffee',
    kind: { group: 'apps', version: 'v1', kind: 'StatefulSet' },
    resource: { group: 'apps', version: 'v1', resource: 'deployments' },
    operation: 'CREATE',
    namespace: 'shop',
    name: 'db',
    userInfo: { username: 'ann' },
    object: {
      metadata: {
        labels: { 'karmada.io/managed': 'true' },
        annotations: { 'work.karmada.io/name': 'db', 'work.karmada.io/namespace': 'karmada-es-m1' },
      },
    },
    oldObject: null,
  });
});

test('a large body that is no review is told so in the same words, and the next one is read', async () => {
  await expect(open(Buffer.alloc(1024 * 1024, 'x'))).rejects.toMatchObject({
    name: 'WebhookError',
    code: 'REVIEW_INVALID',
    message: 'the body is not JSON',
  });
  const { close } = await open(bodyOf(1024 * 1024));
  close();
  expect(restarts).toBe(0);
});

test('a large review that is out of time ends its worker, and another worker takes over', async () => {
  const opened = await open(bodyOf(1024 * 1024));
  const other = evaluator.open(bodyOf(1024 * 1024), deadlineIn(10));
  await expect(other).rejects.toMatchObject({ code: 'TOO_LATE' });
  expect(late).toBe(1);
  opened.close();
  // The worker never finishes to read this one.
  await expect(evaluator.open(bodyOf(6 * 1024 * 1024), deadlineIn(2))).rejects.toMatchObject({ code: 'OUT_OF_TIME' });
  expect(restarts).toBe(1);
  const { close } = await open(bodyOf(1024 * 1024));
  close();
});

test('a worker that cannot load its policy gives an error and no answer', async () => {
  const broken = startReviewEvaluator(
    engine,
    { ...files, wasm: Buffer.from('no policy') },
    {
      worker: new URL('worker.ts', import.meta.url),
      limits: defaultLimits,
      onRestart: () => restarts++,
      onLate: () => late++,
    },
  );
  await expect(broken.open(bodyOf(1024 * 1024), deadlineIn(1_000))).rejects.toMatchObject({ code: 'TOO_LATE' });
  broken.close();
});
