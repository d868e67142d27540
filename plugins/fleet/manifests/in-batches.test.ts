import { expect, test } from 'vitest';
import { inBatches } from './in-batches.ts';

test('results come in the order of the items, and no more than a batch is under way', async () => {
  let underWay = 0;
  let most = 0;
  const double = async (item: number) => {
    most = Math.max(most, ++underWay);
    await new Promise(resolve => setTimeout(resolve, 5 - item));
    underWay--;
    return item * 2;
  };
  expect(await inBatches([1, 2, 3, 4, 5], 2, double)).toEqual([2, 4, 6, 8, 10]);
  expect(most).toBe(2);
});

test('no items are no results, and one failure is that of all', async () => {
  expect(await inBatches([], 2, () => Promise.resolve(1))).toEqual([]);
  await expect(inBatches([1, 2], 2, () => Promise.reject(new Error('torn')))).rejects.toThrow(new Error('torn'));
});
