import { expect, test } from 'vitest';
import { quantityInNanos } from './quantity.ts';

test.each([
  ['1', '1000m'],
  ['1Gi', '1024Mi'],
  ['1.5Gi', '1536Mi'],
  ['1e3', '1k'],
  ['0.1', '100m'],
  ['+2', '2.'],
  ['-.5', '-500m'],
  ['1E', '1e18'],
  ['1n', '0.000000001'],
])('%s is %s', (one, other) => {
  expect(quantityInNanos(one)).toBeTypeOf('bigint');
  expect(quantityInNanos(one)).toBe(quantityInNanos(other));
});

test.each([
  ['1', '1m'],
  ['1M', '1Mi'],
  ['-1', '1'],
  ['1E', '1e1'],
])('%s is not %s', (one, other) => {
  expect(quantityInNanos(one)).not.toBe(quantityInNanos(other));
});

test.each(['', '.', 'm', '1 Gi', '1gi', '0x1', '1e', '1e999', 'NaN', '9'.repeat(31)])('%j is no quantity', text => {
  expect(quantityInNanos(text)).toBeUndefined();
});
