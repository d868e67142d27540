import { expect, test } from 'vitest';
import { findingOf } from '../../policies/review/finding.fixture.ts';
import { denialMessage } from './denial.ts';
import { decisionResponse, mutationResponse } from './response.ts';

const policy = 'sha256:c0ffee';
const warned = findingOf({ rule: 'be-kind', action: 'warn' });
const noted = findingOf({ rule: 'be-brief', action: 'audit' });

test('nothing found is allowed, and nothing more is said', () => {
  expect(decisionResponse({ allowed: true, findings: [] }, policy)).toEqual({
    allowed: true,
    auditAnnotations: { policy },
  });
});

test('a denial is forbidden with the reasons that deny, and still warns', () => {
  const findings = [findingOf(), findingOf({ path: 'metadata' }), warned, noted];
  expect(decisionResponse({ allowed: false, findings }, policy)).toEqual({
    allowed: false,
    status: {
      status: 'Failure',
      message: denialMessage([findingOf(), findingOf()]),
      reason: 'Forbidden',
      code: 403,
    },
    warnings: [
      'be-kind: Deployment shop/cart is a pet. (give it a number); more: kubectl fleet explain be-kind, https://example.com/no-pets',
    ],
    auditAnnotations: { policy, rules: 'no-pets=deny,be-kind=warn,be-brief=audit' },
  });
});

test('an audit finding is seen in the audit log only', () => {
  expect(decisionResponse({ allowed: true, findings: [noted] }, policy)).toEqual({
    allowed: true,
    auditAnnotations: { policy, rules: 'be-brief=audit' },
  });
});

test('changes become a JSON Patch in base64, with its type, and findings become warnings', () => {
  const mutation = { labels: {}, annotations: { owner: 'shop' }, findings: [warned] };
  const { steps, response } = mutationResponse({ metadata: { annotations: {} } }, mutation);
  expect(steps).toBe(1);
  expect(response).toMatchObject({
    patchType: 'JSONPatch',
    warnings: [
      'be-kind: Deployment shop/cart is a pet. (give it a number); more: kubectl fleet explain be-kind, https://example.com/no-pets',
    ],
  });
  expect(Buffer.from(response.patch ?? '', 'base64').toString()).toBe(
    '[{"op":"add","path":"/metadata/annotations/owner","value":"shop"}]',
  );
});

test('with nothing to change there is neither patch nor type, because an empty patch is an error', () => {
  const nothing = { labels: {}, annotations: {}, findings: [] };
  expect(mutationResponse({ metadata: {} }, nothing)).toEqual({ steps: 0, response: { allowed: true } });
});
