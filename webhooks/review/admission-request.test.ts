import { expect, test } from 'vitest';
import { reviewOf } from '../app.fixture.ts';
import { WebhookError } from '../errors/webhook-error.ts';
import { readReview } from './admission-request.ts';

const refused: [string, unknown, string][] = [
  ['no body', undefined, 'the body is not an AdmissionReview'],
  ['a list', [], 'the body is not an AdmissionReview'],
  ['another kind', { ...reviewOf(), kind: 'Pod' }, 'the body is not an AdmissionReview'],
  [
    'an old version',
    { ...reviewOf(), apiVersion: 'admission.k8s.io/v1beta1' },
    'only admission.k8s.io/v1 is spoken here',
  ],
  ['no version', { kind: 'AdmissionReview' }, 'only admission.k8s.io/v1 is spoken here'],
  ['no request', { ...reviewOf(), request: undefined }, 'the AdmissionReview has no request'],
  ['request null', { ...reviewOf(), request: null }, 'the AdmissionReview has no request'],
  ['a text for a request', { ...reviewOf(), request: 'x' }, 'the AdmissionReview is malformed: request must be object'],
  [
    'no uid',
    reviewOf({ uid: undefined }),
    "the AdmissionReview is malformed: request must have required property 'uid'",
  ],
  [
    'an empty uid',
    reviewOf({ uid: '' }),
    'the AdmissionReview is malformed: request/uid must NOT have fewer than 1 characters',
  ],
  [
    'an unknown operation',
    reviewOf({ operation: 'PATCH' }),
    'the AdmissionReview is malformed: request/operation must be equal to one of the allowed values',
  ],
  [
    'a text for a flag',
    reviewOf({ dryRun: 'true' }),
    'the AdmissionReview is malformed: request/dryRun must be boolean',
  ],
  ['a list for an object', reviewOf({ object: [] }), 'the AdmissionReview is malformed: request/object must be object'],
];

test.each(refused)('%s is refused', (_what, body, message) => {
  expect(() => readReview(body)).toThrow(new WebhookError('REVIEW_INVALID', message));
});

test('the request is handed on as it was sent, with what is not read here', () => {
  const object = { metadata: { generateName: 'job-' }, spec: { replicas: '3', extra: null } };
  const review = reviewOf({
    object,
    name: undefined,
    requestKind: { group: 'apps', version: 'v1', kind: 'Deployment' },
  });
  expect(readReview(review)).toBe(review['request']);
});

test('a deletion has no object and a connection no options', () => {
  const review = reviewOf({ operation: 'DELETE', object: null, oldObject: {}, options: null });
  expect(readReview(review)).toBe(review['request']);
});
