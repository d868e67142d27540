import { expect, test } from 'vitest';
import { cutContents } from './contents.ts';
import { judgedPart } from './judged-part.ts';
import type { Judged } from './review-input.ts';

const contents = cutContents({ kinds: { '/ConfigMap': [['data']] }, plain: [''] });
const review: Judged = {
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
  expect(judgedPart(changed, contents)).toEqual({
    ...review,
    object: shown('changed'),
    oldObject: shown(''),
    namespaceObject: { metadata: { name: 'shop' } },
  });
  expect(judgedPart({ ...changed, object: null }, contents)).toMatchObject({ object: null, oldObject: shown('') });
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
    const shown = judgedPart(head, contents, textsOf({ kind, data: { a: 'é' } }, null));
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
  expect(judgedPart(review, contents, textsOf(whole('new'), whole('old')))).toMatchObject({
    object: blanked('changed'),
    oldObject: blanked(''),
  });
  expect(judgedPart({ ...review, object: null }, contents, textsOf(null, whole('old')))).toMatchObject({
    object: null,
    oldObject: blanked(''),
  });
});
