import { expect, test } from 'vitest';
import { EngineError } from '../../policies/engine/errors.ts';
import type { ReviewInput } from '../../policies/review/review-input.ts';
import { findingOf, mutatesNothing } from '../app.fixture.ts';
import { judgeStored, type Judging } from './judge-stored.ts';

const object = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'cart', namespace: 'shop', uid: 'c0ffee' },
};
const surroundings = { exemptions: [], cluster: {}, settings: {}, now: '2026-11-23T00:00:00Z' };
const judging = (changes: Partial<Judging>): Judging => ({
  decide: () => ({ allowed: true, findings: [] }),
  mutate: mutatesNothing,
  surroundings: () => surroundings,
  namespace: name => ({ metadata: { name } }),
  ...changes,
});
const exemption = { name: 'cart', owner: 'shop', ticket: 'OPS-1', expiresAt: '2026-12-31' };

test('an object is judged as if it were created now, by nobody, in its namespace', async () => {
  const asked: ReviewInput[] = [];
  const decide: Judging['decide'] = input => {
    asked.push(input);
    return { allowed: true, findings: [] };
  };
  await judgeStored(object, judging({ decide }));
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
      ...surroundings,
    },
  ]);
});

test('what an exemption allows is counted, what one does not allow any more is told', async () => {
  const findings = [
    findingOf({ action: 'audit', exemption: { ...exemption, counts: true } }),
    findingOf({ exemption: { ...exemption, counts: false } }),
  ];
  const decide = () => ({ allowed: false, findings, failures: [{ rule: 'own', reason: 'no end' }] });
  const mutate = () => ({ ...mutatesNothing(), annotations: { 'kubectl-fleet.io/managed-by': null } });
  expect(await judgeStored(object, judging({ decide, mutate }))).toEqual({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    namespace: 'shop',
    name: 'cart',
    uid: 'c0ffee',
    violations: [
      {
        rule: 'no-pets',
        mode: 'deny',
        path: 'spec',
        message: 'Deployment shop/cart is a pet.',
        fix: 'give it a number',
        doc: 'https://example.com/no-pets',
      },
      { rule: 'own', mode: 'error', path: '', message: 'no end' },
    ],
    exempted: 1,
    isUnowned: true,
  });
});

test('an object that cannot be judged is an error of its own, and no reason to end the scan', async () => {
  const decide = () => {
    throw new EngineError('EVALUATION_FAILED', 'fleet/main/decision: out of memory');
  };
  expect((await judgeStored(object, judging({ decide }))).violations).toEqual([
    {
      rule: 'all',
      mode: 'error',
      path: '',
      message: 'the rules could not be evaluated: EVALUATION_FAILED fleet/main/decision: out of memory',
    },
  ]);
});
