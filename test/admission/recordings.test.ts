import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { Type, type Static } from 'typebox';
import { beforeAll, expect, test } from 'vitest';
import { loadEngine } from '../../policies/engine/engine.ts';
import type { App } from '../../webhooks/dependencies.ts';
import { appWith, post } from '../../webhooks/app.fixture.ts';
import { applyPatch, objectAt } from './json-patch.ts';

const folder = join(import.meta.dirname, '../fixtures/admission');
const files = readdirSync(folder);

function recorded(file: string): Record<string, unknown> {
  return objectAt(JSON.parse(readFileSync(join(folder, file), 'utf8')));
}

const Answer = Type.Object(
  {
    apiVersion: Type.Literal('admission.k8s.io/v1'),
    kind: Type.Literal('AdmissionReview'),
    response: Type.Object(
      {
        uid: Type.String(),
        allowed: Type.Boolean(),
        status: Type.Optional(
          Type.Object({
            status: Type.Literal('Failure'),
            message: Type.String({ minLength: 1 }),
            reason: Type.Literal('Forbidden'),
            code: Type.Literal(403),
          }),
        ),
        patch: Type.Optional(Type.String()),
        patchType: Type.Optional(Type.Literal('JSONPatch')),
        warnings: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 256 }))),
        auditAnnotations: Type.Optional(Type.Object({ rules: Type.String() }, { additionalProperties: false })),
      },
      { additionalProperties: false, dependencies: { patch: ['patchType'], patchType: ['patch'] } },
    ),
  },
  { additionalProperties: false },
);
const Steps = Type.Array(
  Type.Object({ op: Type.Literal('add'), path: Type.String(), value: Type.Unknown() }, { additionalProperties: false }),
  { minItems: 1 },
);
const ajv = new Ajv();
const isAnswer = ajv.compile<Static<typeof Answer>>(Answer);
const isSteps = ajv.compile<Static<typeof Steps>>(Steps);

let app: App;
beforeAll(async () => {
  const engine = await loadEngine(new URL('../../dist/', import.meta.url));
  const virtualNode = objectAt(recorded('member_admin_CREATE_Node_0.json'), 'request', 'object');
  const facts = engine.readFacts({
    identity: { name: 'm1', fleet: 'acme', owner: 'payments' },
    version: 'v1.37.2',
    nodes: [virtualNode, { metadata: { name: 'm1-a' }, spec: {} }],
    namespaces: [],
    claims: [],
  });
  app = appWith({
    engine,
    cluster: {
      facts: () => facts,
      namespaceObject: () => Promise.resolve(null),
      exemptions: () => [],
      ownersOfPod: () => Promise.resolve([]),
      missing: () => [],
    },
  }).app;
});

async function ask(url: string, review: unknown): Promise<Static<typeof Answer>['response']> {
  const answer: unknown = (await post(app, url, review)).json();
  if (!isAnswer(answer)) throw new Error(ajv.errorsText(isAnswer.errors));
  expect(answer.response.uid).toBe(objectAt(review, 'request')['uid']);
  return answer.response;
}

test('there are 175 recordings', () => {
  expect(files).toHaveLength(175);
});

test.each(files)('%s gets annotations or nothing, and nothing the second time', async file => {
  const review = recorded(file);
  const response = await ask('/mutate', review);
  expect(response.allowed).toBe(true);
  if (response.patch === undefined) return;
  const request = objectAt(review, 'request');
  expect(request['operation']).toMatch(/^(CREATE|UPDATE)$/);
  expect(request).not.toHaveProperty('subResource');

  const steps: unknown = JSON.parse(Buffer.from(response.patch, 'base64').toString());
  if (!isSteps(steps)) throw new Error(ajv.errorsText(isSteps.errors));
  const object = objectAt(request, 'object');
  const patched = applyPatch(object, steps);
  const before = objectAt(object, 'metadata', 'annotations');
  const annotations = objectAt(patched, 'metadata', 'annotations');
  expect({ ...annotations, ...before }).toEqual(annotations);
  expect(patched).toEqual({ ...object, metadata: { ...objectAt(object, 'metadata'), annotations } });
  const added = Object.keys(annotations).filter(key => !Object.hasOwn(before, key));
  expect(added.filter(key => !key.startsWith('kubectl-fleet.io/'))).toEqual([]);

  const second = { ...review, request: { ...request, object: patched } };
  expect(await ask('/mutate', second)).toEqual({ uid: response.uid, allowed: true });
});

/** What the rules find in the recordings; in all others nothing. */
const found: Record<string, string> = {
  'hub_admin_CREATE_PropagationPolicy_0.json': 'no-federated-stateful=deny',
  'hub_admin_CREATE_PropagationPolicy_1.json': 'no-federated-stateful=deny',
  'hub_admin_CREATE_ResourceBinding_0.json': 'no-federated-stateful=deny',
  'hub_admin_CREATE_Work_1.json': 'no-federated-stateful=deny',
  'hub_admin_UPDATE_PersistentVolumeClaim_0.json': 'no-federated-stateful=deny',
  'hub_admin_UPDATE_PropagationPolicy_0.json': 'no-federated-stateful=warn',
  'hub_admin_UPDATE_PropagationPolicy_1.json': 'no-federated-stateful=warn',
  'hub_admin_UPDATE_ResourceBinding_0.json': 'no-federated-stateful=warn',
  'hub_admin_UPDATE_StatefulSet_0.json': 'no-federated-stateful=deny',
  'member_admin_UPDATE_Deployment_0.json': 'no-manual-edit=warn',
  'member_admin_UPDATE_Deployment_1.json': 'no-manual-edit=warn',
  'member_sa-karmada-m1_CREATE_Deployment_1.json': 'no-mixed-placement=deny',
  'member_sa-karmada-m1_CREATE_PersistentVolumeClaim_0.json': 'no-federated-stateful=deny',
  'member_sa-karmada-m1_CREATE_StatefulSet_0.json': 'no-federated-stateful=deny',
  'member_sa-pvc-protection-controller_UPDATE_PersistentVolumeClaim_0.json': 'no-federated-stateful=audit',
};

test.each(files)('%s is judged as it should be', async file => {
  const { allowed, status, warnings = [], auditAnnotations, patch } = await ask('/validate', recorded(file));
  const rules = found[file] ?? '';
  expect(auditAnnotations?.rules ?? '').toBe(rules);
  expect(allowed).toBe(!rules.includes('=deny'));
  expect(status === undefined).toBe(allowed);
  expect(warnings).toHaveLength(rules.includes('=warn') ? 1 : 0);
  expect(patch).toBeUndefined();
});

test('whoever was refused is no built-in controller, kubelet, scheduler or apiserver', () => {
  const refused = Object.keys(found).filter(file => found[file]?.includes('=deny'));
  const users = refused.map(file => objectAt(recorded(file), 'request', 'userInfo')['username']);
  expect([...new Set(users)]).toEqual(['admin', 'system:serviceaccount:karmada-cluster:karmada-m1']);
});

test('a federated StatefulSet is refused in these words', async () => {
  const { status } = await ask('/validate', recorded('member_sa-karmada-m1_CREATE_StatefulSet_0.json'));
  expect(status?.message).toBe(
    [
      '',
      'no-federated-stateful: StatefulSet default/orders was placed here by Karmada (Work orders-86f889777c, label karmada.io/managed) and holds state of its own.',
      '  why  two copies of a database that do not know of each other are not one database',
      '  fix  deploy it in each cluster by itself (GitOps) and let the database replicate',
      '  more https://kubectl-fleet.io/rules/no-federated-stateful',
    ].join('\n'),
  );
});
