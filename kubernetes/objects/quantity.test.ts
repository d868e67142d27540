import { expect, test } from 'vitest';
import { quantityNanos } from './quantity.ts';

test.each([
  ['0', 0n],
  ['1', 1_000_000_000n],
  ['500m', 500_000_000n],
  ['-1.5', -1_500_000_000n],
  ['1Ki', 1024_000_000_000n],
  ['0.5Gi', 536_870_912_000_000_000n],
  ['1e3', 1_000_000_000_000n],
  ['1E3', 1_000_000_000_000n],
  ['2E', 2_000_000_000_000_000_000_000_000_000n],
  ['1n', 1n],
  ['0.1n', 1n],
  ['.5', 500_000_000n],
  ['5.', 5_000_000_000n],
  ['Mi', 0n],
])('%s is %i nanos', (text, nanos) => {
  expect(quantityNanos(text)).toBe(nanos);
});

test.each(['', 'a', '1K', '1Gib', '1 Gi', '1e', '0x10', '1e101', '1e-999999999', '9'.repeat(65), '--1', '1.2.3'])(
  '%j is no quantity',
  text => {
    expect(quantityNanos(text)).toBeUndefined();
  },
);
