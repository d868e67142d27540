import { expect, test } from 'vitest';
import { cutReview } from './cut-review.ts';

const managedFields = [{ manager: 'kubectl', fieldsV1: { 'f:spec': { 'k:{"name":"}"}': {} } } }];
const object = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', labels: { app: '<wéb>' } },
  spec: { template: { metadata: { managedFields: 'of a template' } } },
  status: {},
};
const { apiVersion, kind, metadata } = object;

/** Cuts a review with these objects and parses the texts. */
function cut(request: object): unknown {
  const { body, texts } = cutReview(Buffer.from(JSON.stringify({ kind: 'AdmissionReview', request, more: [] })));
  const read = (pieces: readonly Uint8Array[]): unknown => JSON.parse(Buffer.concat(pieces).toString());
  return { body, object: read(texts.object), oldObject: read(texts.oldObject) };
}

test('of the objects stays their head, and all else of the review', () => {
  expect(cut({ uid: 'a', object, oldObject: null, dryRun: false })).toEqual({
    body: {
      kind: 'AdmissionReview',
      request: { uid: 'a', object: { apiVersion, kind, metadata }, oldObject: null, dryRun: false },
      more: [],
    },
    object,
    oldObject: null,
  });
});

test.each([
  [{ managedFields }, {}],
  [{ managedFields, name: 'web' }, { name: 'web' }],
  [{ name: 'web', managedFields }, { name: 'web' }],
  [
    { name: 'web', managedFields, uid: 'b' },
    { name: 'web', uid: 'b' },
  ],
])('managedFields are left out of %j', (given, left) => {
  const sent = { ...object, metadata: given };
  const expected = { ...object, metadata: left };
  expect(cut({ oldObject: sent, object: sent, uid: 'a' })).toEqual({
    body: {
      kind: 'AdmissionReview',
      request: {
        uid: 'a',
        object: { apiVersion, kind, metadata: left },
        oldObject: { apiVersion, kind, metadata: left },
      },
      more: [],
    },
    object: expected,
    oldObject: expected,
  });
});

test('what is called so elsewhere stays', () => {
  const odd = { managedFields, spec: { metadata: { managedFields } } };
  expect(cut({ object: odd, oldObject: odd })).toMatchObject({ object: odd, oldObject: odd });
});

test('what is no object is for others to refuse', () => {
  for (const odd of [[], 'text', 1, {}, { metadata: 'text' }, { metadata: [{ managedFields }] }]) {
    expect(cut({ object: odd, oldObject: null })).toEqual({
      body: { kind: 'AdmissionReview', request: { object: odd, oldObject: null }, more: [] },
      object: odd,
      oldObject: null,
    });
  }
});

test.each([
  '',
  '{}',
  '{"request":null}',
  '{"request":{"object":null}}',
  '{"request":{"object":{},"oldObject":{}},}',
  '[]',
])('%s is not as API servers write it', text => {
  expect(() => cutReview(Buffer.from(text))).toThrow(SyntaxError);
});
