import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { deadlineIn } from './deadline.ts';
import { largeBody } from './limits.ts';
import { createEvaluationQueue } from './evaluation-queue.ts';

/** Blocks this thread. */
function work(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

/**
 * Returns the order of the work when reviews of these sizes arrive together, and a probe after
 * them.
 */
async function orderOf(sizes: readonly number[]): Promise<string[]> {
  const queue = createEvaluationQueue(() => expect.unreachable());
  const done: string[] = [];
  const reviews = sizes.map(async (bytes, number) => {
    done.push(`read ${number}`);
    await queue.wait(bytes, deadlineIn(60_000));
    done.push(`evaluate ${number}`);
  });
  await setImmediate();
  done.push('a probe');
  await Promise.all(reviews);
  return done;
}

test('what was read together is evaluated together', async () => {
  expect(await orderOf([10, 20])).toEqual(['read 0', 'read 1', 'evaluate 0', 'evaluate 1', 'a probe']);
});

test('when much is to be done, others have their turns in between, and all in order', async () => {
  const half = largeBody / 2;
  const read = ['read 0', 'read 1', 'read 2'];
  expect(await orderOf([half, half, half])).toEqual([...read, 'evaluate 0', 'evaluate 1', 'a probe', 'evaluate 2']);
  expect(await orderOf([2 * largeBody, 1, 1])).toEqual([...read, 'evaluate 0', 'a probe', 'evaluate 1', 'evaluate 2']);
  const many = await orderOf(Array.from({ length: 100 }, () => 1));
  expect(many.indexOf('a probe') - many.indexOf('evaluate 0')).toBe(32);
});

test('whose turn comes too late is sent back', async () => {
  let late = 0;
  const queue = createEvaluationQueue(() => late++);
  const waiting = [20, 2_010, 60_000].map(async milliseconds => queue.wait(1, deadlineIn(milliseconds)));
  work(25);
  expect(await Promise.allSettled(waiting)).toMatchObject([
    { reason: { code: 'TOO_LATE' } },
    { reason: { code: 'OVERLOADED' } },
    { status: 'fulfilled' },
  ]);
  expect(late).toBe(2);
});
