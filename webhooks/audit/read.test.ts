import { expect, test } from 'vitest';
import { namespaceChanges } from './read.ts';

const namespace = (name: string, metadata: object = {}) => ({ metadata: { name, ...metadata } });

test('a Namespace has changed when its labels or annotations differ, not when it is seen first', () => {
  const hasChanged = namespaceChanges();
  expect(hasChanged(namespace('shop', { labels: { team: 'a' } }))).toBe(false);
  expect(hasChanged(namespace('shop', { labels: { team: 'a' }, resourceVersion: '2' }))).toBe(false);
  expect(hasChanged(namespace('data', { labels: { team: 'b' } }))).toBe(false);
  expect(hasChanged(namespace('shop', { labels: { team: 'b' } }))).toBe(true);
  expect(hasChanged(namespace('shop', { labels: { team: 'b' } }))).toBe(false);
  expect(hasChanged(namespace('shop', { labels: { team: 'b' }, annotations: { owner: 'b' } }))).toBe(true);
  expect(hasChanged(namespace('shop'))).toBe(true);
});
