import { expect, test } from 'vitest';
import { EngineError } from '../../policies/engine/errors.ts';
import type { ReviewInput } from '../../policies/review/review-input.ts';
import { findingOf } from '../../policies/review/finding.fixture.ts';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import { evaluate, objectEvaluator, typeOfController, type Evaluation, type EvaluatorOptions } from './evaluate.ts';
import { createLedger } from './ledger.ts';

const object = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'cart', namespace: 'shop', uid: 'c0ffee' },
};
const mutatesNothing = () => ({ labels: {}, annotations: {}, findings: [] });
const context = { exemptions: [], cluster: {}, settings: {}, now: '2026-11-23T00:00:00Z' };
const evaluation = (changes: Partial<Evaluation>): Evaluation => ({
  decide: () => ({ allowed: true, findings: [] }),
  mutate: mutatesNothing,
  context: () => context,
  namespace: name => ({ metadata: { name } }),
  ...changes,
});
const exemption = { name: 'cart', owner: 'shop', ticket: 'OPS-1', expiresAt: '2026-12-31' };

test('an object is evaluated as if it were created now, by no user, in its namespace', async () => {
  const asked: ReviewInput[] = [];
  const decide: Evaluation['decide'] = input => {
    asked.push(input);
    return { allowed: true, findings: [] };
  };
  await evaluate(object, evaluation({ decide }));
  expect(asked).toEqual([
    {
      operation: 'CREATE',
      kind: { group: 'apps', version: 'v1', kind: 'Deployment' },
      resource: { group: 'apps', version: 'v1', resource: '' },
      subResource: '',
      namespace: 'shop',
      name: 'cart',
      object,
      oldObject: null,
      userInfo: {},
      fieldManager: '',
      dryRun: false,
      namespaceObject: { metadata: { name: 'shop' } },
      ...context,
    },
  ]);
});

test('a finding that an exemption allows is counted, one of an expired exemption is kept', async () => {
  const findings = [
    findingOf({ action: 'audit', exemption: { ...exemption, counts: true } }),
    findingOf({ exemption: { ...exemption, counts: false } }),
  ];
  const decide = () => ({ allowed: false, findings, failures: [{ rule: 'own', reason: 'no end' }] });
  const mutate = () => ({ ...mutatesNothing(), annotations: { 'kubectl-fleet.io/managed-by': null } });
  expect(await evaluate(object, evaluation({ decide, mutate }))).toEqual({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    namespace: 'shop',
    name: 'cart',
    uid: 'c0ffee',
    findings: [
      {
        rule: 'no-pets',
        action: 'deny',
        path: 'spec',
        message: 'Deployment shop/cart is a pet.',
        fix: 'give it a number',
        doc: 'https://example.com/no-pets',
      },
      { rule: 'own', action: 'error', path: '', message: 'no end' },
    ],
    exempted: 1,
    isUnowned: true,
  });
});

test('an object that cannot be evaluated has an error as its finding', async () => {
  const decide = () => {
    throw new EngineError('EVALUATION_FAILED', 'fleet/main/decision: out of memory');
  };
  expect((await evaluate(object, evaluation({ decide }))).findings).toEqual([
    {
      rule: 'all',
      action: 'error',
      path: '',
      message: 'the rules could not be evaluated: EVALUATION_FAILED fleet/main/decision: out of memory',
    },
  ]);
});

const options = (changes: Partial<EvaluatorOptions>): EvaluatorOptions => ({
  ledger: createLedger(),
  evaluation: evaluation({ decide: () => ({ allowed: false, findings: [findingOf()] }), namespace: () => null }),
  types: new Set(['/Pod', '/Service', 'apps/ReplicaSet']),
  annotated: new Set(['/Pod']),
  excludedNamespaces: new Set(['kube-system']),
  onNew: () => undefined,
  ...changes,
});

/** Returns the names of the Pods that are recorded; each Pod has a finding. */
async function recordedOf(pods: readonly KubernetesObject[]): Promise<string[]> {
  const recorded: string[] = [];
  const evaluateObject = objectEvaluator(options({ onNew: ({ name }) => recorded.push(name) }));
  for (const pod of pods) await evaluateObject('/Pod', pod);
  return recorded;
}

const pod = (name: string, namespace: string, made: object = {}): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace, ...made },
});

test('an object in an excluded namespace is not evaluated', async () => {
  expect(await recordedOf([pod('dns', 'kube-system'), pod('web', 'shop')])).toEqual(['web']);
});

test('an object that names a scanned controller is skipped, whoever wrote the reference', async () => {
  const madeBy = (apiVersion: string, kind: string) => ({
    ownerReferences: [{ apiVersion, kind, name: 'web', uid: '1', controller: true }],
  });
  const pods = [
    pod('of-replica-set', 'shop', madeBy('apps/v1', 'ReplicaSet')),
    pod('of-others', 'shop', madeBy('example.com/v1', 'Robot')),
  ];
  expect(await recordedOf(pods)).toEqual(['of-others']);
});

test('annotations are missing only for types that the webhook annotates', async () => {
  const { ledger, evaluation: unchanged, ...others } = options({});
  const mutate = () => ({ ...mutatesNothing(), annotations: { 'kubectl-fleet.io/owned-by': 'shop' } });
  const evaluateObject = objectEvaluator({ ...others, ledger, evaluation: { ...unchanged, mutate } });
  await evaluateObject('/Pod', pod('web', 'shop'));
  await evaluateObject('/Service', { ...pod('web', 'shop'), kind: 'Service' });
  const entries = [...ledger.entriesOf('shop').entries];
  expect(entries.map(({ kind, isUnowned }) => ({ kind, isUnowned }))).toEqual([
    { kind: 'Pod', isUnowned: true },
    { kind: 'Service', isUnowned: false },
  ]);
});

test('the type of a controller is read from the controller reference alone', () => {
  const ownerReferences = [
    { apiVersion: 'v1', kind: 'ConfigMap', name: 'a' },
    { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'b', controller: true },
  ];
  expect(typeOfController({ metadata: { ownerReferences } })).toBe('apps/ReplicaSet');
  expect(typeOfController({ metadata: { ownerReferences: [{ ...ownerReferences[0], controller: true }] } })).toBe(
    '/ConfigMap',
  );
  expect(typeOfController({ metadata: { ownerReferences: ownerReferences.slice(0, 1) } })).toBeUndefined();
  expect(typeOfController({ metadata: { name: 'cart' } })).toBeUndefined();
});
