import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type, type Static } from 'typebox';
import { afterAll, expect, test } from 'vitest';
import { opa } from '../../tools/rego/opa.ts';
import { Decision } from '../../policies/review/decision.ts';
import type { Finding } from '../../policies/review/finding.ts';
import { loadEngine } from '../../policies/engine/engine.ts';
import type { ReviewInput } from '../../policies/review/review-input.ts';
import { appWith, post } from '../../webhooks/app.fixture.ts';
import { openReview } from '../../webhooks/evaluation/review-handle.ts';
import { readSamples } from './sample.ts';

/**
 * The samples of every rule, judged in three ways: by opa itself, by the compiled policy in Node,
 * and as an AdmissionReview by the app.
 */

const samples = readSamples();
const engine = await loadEngine(new URL('../../dist/', import.meta.url));
const decisions = samples.map(({ input }) => engine.decide(input));

const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-agreement-'));
afterAll(() => rm(folder, { recursive: true }));

const Evaluation = Type.Object({
  result: Type.Tuple([Type.Object({ expressions: Type.Tuple([Type.Object({ value: Type.Array(Decision) })]) })]),
});
const Answer = Type.Object({
  response: Type.Object({
    allowed: Type.Boolean(),
    warnings: Type.Optional(Type.Array(Type.String())),
    status: Type.Optional(Type.Object({ message: Type.String() })),
    auditAnnotations: Type.Optional(Type.Record(Type.String(), Type.String())),
  }),
});
const isEvaluation = validatorOf(Evaluation);
const isAnswer = validatorOf(Answer);

test('opa and the engine in Node decide each sample alike, word for word', async () => {
  const file = join(folder, 'samples.json');
  await writeFile(file, JSON.stringify({ samples: samples.map(({ input }) => input) }));
  const query = '[decision | some sample in input.samples; decision := data.fleet.main.decision with input as sample]';
  const ignored = ['--ignore', '*_test.rego'];
  const { stdout, stderr } = await opa(['eval', '--bundle', 'policies', ...ignored, '--input', file, query]);
  const evaluation: unknown = stdout === '' ? stderr : JSON.parse(stdout);
  if (!isEvaluation(evaluation)) throw new Error(`opa eval answered something unknown: ${stdout}${stderr}`);
  expect(evaluation.result[0].expressions[0].value).toEqual(decisions);
  expect(decisions).toHaveLength(samples.length);
});

test.each(samples.map((sample, index) => ({ ...sample, decision: decisions[index] })))(
  'the app answers $file as the engine decides',
  async ({ input, decision }) => {
    const { response } = await askApp(input);
    expect(response.allowed).toBe(decision?.allowed);
    const findings = decision?.findings ?? [];
    expect(response.auditAnnotations?.['rules']?.split(',') ?? []).toEqual(actionsOf(findings));
    const denied = findings.filter(({ action }) => action === 'deny').map(({ message }) => message);
    for (const message of denied) expect(response.status?.message).toContain(message);
    expect(response.warnings ?? []).toHaveLength(messagesOf(findings, 'warn').length);
  },
);

async function askApp(input: ReviewInput): Promise<Static<typeof Answer>> {
  const { app } = appWith({
    policy: () => ({
      evaluator: { open: body => openReview(engine, body) },
      settings: input.settings,
      skipped: [],
      digest: '',
    }),
    cluster: {
      facts: () => input.cluster,
      namespaceObject: () => Promise.resolve(input.namespaceObject),
      exemptions: () => input.exemptions ?? [],
      find: () => Promise.resolve(input.maker),
      ownersOfPod: () => Promise.resolve(input.owners ?? []),
    },
    now: () => new Date(input.now),
  });
  const { operation, kind, subResource, namespace, name, object, oldObject, userInfo, dryRun } = input;
  // A sample names no resource, and only of a binding is it looked at.
  const resource = { ...input.resource, resource: subResource === 'binding' ? 'pods' : '' };
  const options = { fieldManager: input.fieldManager };
  const request = { uid: 'c0ffee', operation, kind, resource, subResource, namespace, name, object, oldObject };
  const review = { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview' };
  const answered = await post(app, '/validate', { ...review, request: { ...request, userInfo, dryRun, options } });
  const answer: unknown = answered.json();
  if (!isAnswer(answer)) throw new Error(`no AdmissionReview: ${answered.payload}`);
  return answer;
}

function actionsOf(findings: readonly Finding[]): string[] {
  return [...new Set(findings.map(({ rule, action }) => `${rule}=${action}`))];
}

/** Warnings of the same words are said once. */
function messagesOf(findings: readonly Finding[], action: Finding['action']): string[] {
  return [...new Set(findings.filter(finding => finding.action === action).map(({ rule, message }) => rule + message))];
}
