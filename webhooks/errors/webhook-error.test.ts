import { expect, test } from 'vitest';
import { reasonOf } from './webhook-error.ts';

test('an error is told with what caused it, once', () => {
  const cause = new Error('connect ECONNREFUSED 127.0.0.1:1');
  expect(reasonOf(new TypeError('fetch failed', { cause }))).toBe('fetch failed: connect ECONNREFUSED 127.0.0.1:1');
  expect(reasonOf(new Error(`no answer: ${cause.message}`, { cause }))).toBe(`no answer: ${cause.message}`);
});

test('an error without a message is told by its code, what is no error by itself', () => {
  expect(reasonOf(Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }))).toBe('ECONNREFUSED');
  expect(reasonOf('out of order')).toBe('out of order');
});
