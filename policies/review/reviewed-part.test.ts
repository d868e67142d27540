import { expect, test } from 'vitest';
import { redactor } from './redaction.ts';
import { reviewedPart } from './reviewed-part.ts';
import type { PassingReview } from './review-input.ts';

const contents = redactor({ kinds: { '/ConfigMap': [['data']] }, plain: [''] });
const review: PassingReview = {
  operation: 'UPDATE',
  kind: { group: '', version: 'v1', kind: 'ConfigMap' },
  resource: { group: '', version: 'v1', resource: 'configmaps' },
  subResource: '',
  namespace: 'shop',
  name: 'a',
  object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } },
  oldObject: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } },
  userInfo: { username: 'wéb' },
  fieldManager: '',
  dryRun: false,
  namespaceObject: { metadata: { name: 'shop', managedFields: [] } },
  settings: {},
  now: '2026-11-23T00:00:00Z',
};

test('rules are shown neither managed fields, nor what users store, nor is the review changed', () => {
  const whole = (value: string) => ({
    ...review.object,
    metadata: { name: 'a', managedFields: [] },
    data: { a: value },
  });
  const shown = (word: string) => ({ ...review.object, data: { a: word } });
  const changed = { ...review, object: whole('new'), oldObject: whole('old') };
  expect(reviewedPart(changed, contents)).toEqual({
    ...review,
    object: shown('changed'),
    oldObject: shown(''),
    namespaceObject: { metadata: { name: 'shop' } },
  });
  expect(reviewedPart({ ...changed, object: null }, contents)).toMatchObject({ object: null, oldObject: shown('') });
  expect(changed).toMatchObject({ object: whole('new'), namespaceObject: { metadata: { managedFields: [] } } });
});

const textsOf = (object: object | null, oldObject: object | null) => ({
  object: [Buffer.from(JSON.stringify(object).slice(0, 2)), Buffer.from(JSON.stringify(object).slice(2))],
  oldObject: [Buffer.from(JSON.stringify(oldObject))],
});

test('objects that came as text are shown as they came, all else as without', () => {
  const { namespaceObject, ...rest } = review;
  for (const kind of ['Deployment', 'ConfigMaps']) {
    const head = { ...review, object: { apiVersion: 'v1', kind }, oldObject: null };
    const shown = reviewedPart(head, contents, textsOf({ kind, data: { a: 'é' } }, null));
    if (!(shown instanceof Uint8Array)) throw new TypeError('no JSON');
    expect(JSON.parse(Buffer.from(shown.buffer).toString())).toEqual({
      ...rest,
      object: { kind, data: { a: 'é' } },
      oldObject: null,
      namespaceObject: { metadata: { name: 'shop' } },
    });
    expect(namespaceObject).toHaveProperty('metadata.managedFields');
  }
});

test('what users store is shown of no object, not of one that is deleted either', () => {
  const whole = (value: string) => ({ ...review.object, data: { a: value } });
  const blanked = (word: string) => ({ ...review.object, data: { a: word } });
  expect(reviewedPart(review, contents, textsOf(whole('new'), whole('old')))).toMatchObject({
    object: blanked('changed'),
    oldObject: blanked(''),
  });
  expect(reviewedPart({ ...review, object: null }, contents, textsOf(null, whole('old')))).toMatchObject({
    object: null,
    oldObject: blanked(''),
  });
});
