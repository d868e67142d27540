import { expect, test } from 'vitest';
import { deadlineOf } from './deadline.ts';

test.each([
  ['/validate?timeout=3s', { ends: 2_900, maximumWait: 900, allowsRetry: true }],
  ['/validate?timeout=30s', { ends: 29_900, maximumWait: 27_900, allowsRetry: true }],
  ['/mutate?timeout=2s', { ends: 1_900, maximumWait: 1_900, allowsRetry: false }],
  ['/mutate?a=b&timeout=1s', { ends: 900, maximumWait: 900, allowsRetry: false }],
  ['/validate', { ends: 9_900, maximumWait: 7_900, allowsRetry: true }],
  ['/validate?timeout=soon', { ends: 9_900, maximumWait: 7_900, allowsRetry: true }],
])('%s', (url, deadline) => {
  expect(deadlineOf(url, 0)).toEqual(deadline);
});
