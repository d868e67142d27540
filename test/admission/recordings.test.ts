import { beforeAll, expect, test } from 'vitest';
import { post } from '../../webhooks/app.fixture.ts';
import type { App } from '../../webhooks/app.ts';
import { readAnswer, type ReadAnswer } from './answer.ts';
import { objectAt } from './json-patch.ts';
import { recorded, recordedMember, recordings as files } from './recorded.ts';

let app: App;
beforeAll(async () => {
  app = await recordedMember();
});

async function ask(path: '/mutate' | '/validate', review: unknown): Promise<ReadAnswer> {
  return readAnswer(path, review, (await post(app, path, review)).body);
}

test('there are 175 recordings', () => {
  expect(files).toHaveLength(175);
});

test.each(files)('%s gets annotations or nothing, and nothing the second time', async file => {
  const review = recorded(file);
  const { response, patched } = await ask('/mutate', review);
  const second = { ...review, request: { ...objectAt(review, 'request'), object: patched } };
  expect((await ask('/mutate', second)).response).toEqual({ uid: response.uid, allowed: true });
});

/** The findings of the rules in the recordings. Other recordings have none. */
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
  const { response } = await ask('/validate', recorded(file));
  const { allowed, warnings = [], auditAnnotations } = response;
  const rules = found[file] ?? '';
  expect(auditAnnotations?.rules ?? '').toBe(rules);
  expect(allowed).toBe(!rules.includes('=deny'));
  expect(warnings).toHaveLength(rules.includes('=warn') ? 1 : 0);
});

test('whoever was refused is no built-in controller, kubelet, scheduler or apiserver', () => {
  const refused = Object.keys(found).filter(file => found[file]?.includes('=deny'));
  const users = refused.map(file => objectAt(recorded(file), 'request', 'userInfo')['username']);
  expect([...new Set(users)]).toEqual(['admin', 'system:serviceaccount:karmada-cluster:karmada-m1']);
});

test('a federated StatefulSet is refused in these words', async () => {
  const { response } = await ask('/validate', recorded('member_sa-karmada-m1_CREATE_StatefulSet_0.json'));
  expect(response.status?.message).toBe(
    [
      '',
      'no-federated-stateful: StatefulSet default/orders was placed here by Karmada (Work orders-86f889777c, label karmada.io/managed) and holds state of its own.',
      '  why  a federation copies or moves an object and leaves its data behind',
      '  fix  take it out of the resourceSelectors of PropagationPolicy orders in Karmada, and deploy it in each cluster by itself (GitOps) and let the database replicate',
      '  more kubectl fleet explain no-federated-stateful',
      'Where it has to pass for a while, ask for an exemption: kubectl fleet explain exemption',
    ].join('\n'),
  );
});
