import { expect, test } from 'vitest';
import { appWith, post, reviewOf } from '../app.fixture.ts';
import { createInstruments } from '../instruments.ts';

const owned = {
  annotate: () => ({ 'kubectl-fleet.io/owner': 'shop' }),
  decide: () => ({ allowed: true, findings: [] }),
};

test('an owner is added and counted', async () => {
  const instruments = createInstruments();
  const { app, lines } = appWith({ engine: owned, instruments });
  const answer = await post(app, '/mutate', reviewOf());
  const value = { 'kubectl-fleet.io/owner': 'shop' };
  const patch = Buffer.from(JSON.stringify([{ op: 'add', path: '/metadata/annotations', value }])).toString('base64');
  expect(answer.json()).toEqual({
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    response: { uid: 'c0ffee', allowed: true, patch, patchType: 'JSONPatch' },
  });
  expect(await instruments.registry.getSingleMetricAsString('kubectl_fleet_patch_ops_total')).toContain(
    'kubectl_fleet_patch_ops_total 1',
  );
  expect(lines).toEqual([]);
});

test.each([
  { operation: 'DELETE', object: null, oldObject: { metadata: {} } },
  { operation: 'CONNECT', subResource: 'exec', object: { metadata: {} } },
  { operation: 'UPDATE', subResource: 'scale' },
  { operation: 'UPDATE', subResource: 'status' },
])('the engine is not even asked for $operation $subResource', async changes => {
  const { app } = appWith({ engine: owned });
  const answer = await post(app, '/mutate', reviewOf(changes));
  expect(answer.json()).toMatchObject({ response: { uid: 'c0ffee', allowed: true } });
  expect(answer.body).not.toContain('patch');
});
