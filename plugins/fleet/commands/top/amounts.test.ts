import { expect, test } from 'vitest';
import { amountsOf, inThousandths, inUnits, percentOf, sumOf } from './amounts.ts';

test('a quantity that is absent is told from one that cannot be read', () => {
  const quantities = { cpu: '12500001n', memory: 'much' };
  expect(amountsOf(quantities, 0n)).toEqual({ cpu: 12_500_001n, memory: undefined, swap: 0n });
  expect(amountsOf({ cpu: 2 }, undefined)).toEqual({ cpu: 2_000_000_000n, memory: undefined, swap: undefined });
});

test('a sum leaves out what is not known', () => {
  const one = { cpu: 1n, memory: undefined, swap: 3n };
  expect(sumOf([one, one])).toEqual({ cpu: 2n, memory: 0n, swap: 6n });
});

test('amounts are rounded up, and percents down', () => {
  expect(inThousandths(1n)).toBe(1n);
  expect(inThousandths(12_000_000n)).toBe(12n);
  expect(inUnits(1_000_000_001n)).toBe(2n);
  expect(percentOf(1_999_000_000n, 2_000_000_000n)).toBe(99);
  expect(percentOf(3_000_000_000n, 2_000_000_000n)).toBe(150);
  expect(percentOf(1n, 0n)).toBe(0);
});
