import { expect, test } from 'vitest';
import { appWith, mutatesNothing, post, reviewOf } from '../app.fixture.ts';
import { findingOf } from '../../policies/review/finding.fixture.ts';
import { createMetrics } from '../metrics/metrics.ts';

const owned = {
  mutate: () => ({ ...mutatesNothing(), annotations: { 'kubectl-fleet.io/owned-by': 'shop' } }),
  decide: () => ({ allowed: true, findings: [] }),
};

test('an owner is added and counted', async () => {
  const metrics = createMetrics();
  const { app, lines } = appWith({ engine: owned, metrics });
  const answer = await post(app, '/mutate', reviewOf());
  const value = { 'kubectl-fleet.io/owned-by': 'shop' };
  const patch = Buffer.from(JSON.stringify([{ op: 'add', path: '/metadata/annotations', value }])).toString('base64');
  expect(answer.json()).toEqual({
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    response: { uid: 'c0ffee', allowed: true, patch, patchType: 'JSONPatch' },
  });
  expect(await metrics.registry.getSingleMetricAsString('kubectl_fleet_patch_ops_total')).toContain(
    'kubectl_fleet_patch_ops_total 1',
  );
  expect(lines).toEqual([]);
});

test('an owner that is kept is told to the client and to the log', async () => {
  const keeps = { ...owned, mutate: () => ({ ...mutatesNothing(), findings: [findingOf({ action: 'warn' })] }) };
  const { app, lines } = appWith({ engine: keeps });
  const answer = await post(app, '/mutate', reviewOf());
  expect(answer.json()).toMatchObject({
    response: { allowed: true, warnings: [expect.stringMatching(/^no-pets: Deployment shop\/cart is a pet\. \(give/)] },
  });
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ msg: 'mutate: allow', rules: ['no-pets=warn'] });
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
