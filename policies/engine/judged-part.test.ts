import { expect, test } from 'vitest';
import { cutContents } from './contents.ts';
import { judgedPart } from './judged-part.ts';
import type { Judged } from './model.ts';

const cut = cutContents({ kinds: { '/ConfigMap': [['data']] }, plain: [''] });
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
  expect(judgedPart(changed, cut)).toEqual({
    ...review,
    object: shown('changed'),
    oldObject: shown(''),
    namespaceObject: { metadata: { name: 'shop' } },
  });
  expect(judgedPart({ ...changed, object: null }, cut)).toMatchObject({ object: null, oldObject: shown('') });
  expect(changed).toMatchObject({ object: whole('new'), namespaceObject: { metadata: { managedFields: [] } } });
});
