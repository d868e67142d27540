import { expect, test } from 'vitest';
import { paced } from './pace.ts';

function busyFor(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

test('long work is followed by a wait, and short work by none', async () => {
  const pace = paced(0.5);
  await pace.work(() => 'done');
  expect(pace.rest()).toBeUndefined();
  await pace.work(() => {
    busyFor(40);
  });
  let isLater = false;
  setTimeout(() => {
    isLater = true;
  }, 20);
  await pace.rest();
  expect(isLater).toBe(true);
});

test('with a whole core it only lets other tasks run in between', async () => {
  const pace = paced(1);
  await pace.work(() => {
    busyFor(10);
  });
  let cameInBetween = false;
  setImmediate(() => {
    cameInBetween = true;
  });
  await pace.rest();
  expect(cameInBetween).toBe(true);
});
