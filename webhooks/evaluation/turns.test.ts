import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { deadlineIn } from './deadline.ts';
import { largeBody } from './limits.ts';
import { createTurns } from './turns.ts';

/** Keeps this thread from everything else. */
function work(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

/** What was done, in its order, when reviews of these sizes came together, and a probe after them. */
async function orderOf(sizes: readonly number[]): Promise<string[]> {
  const turn = createTurns(() => expect.unreachable());
  const done: string[] = [];
  const reviews = sizes.map(async (bytes, number) => {
    done.push(`read ${number}`);
    await turn(bytes, deadlineIn(60_000));
    done.push(`judge ${number}`);
  });
  await setImmediate();
  done.push('a probe');
  await Promise.all(reviews);
  return done;
}

test('what was read together is judged together', async () => {
  expect(await orderOf([10, 20])).toEqual(['read 0', 'read 1', 'judge 0', 'judge 1', 'a probe']);
});

test('when much is to be done, others have their turns in between, and all in order', async () => {
  const half = largeBody / 2;
  const read = ['read 0', 'read 1', 'read 2'];
  expect(await orderOf([half, half, half])).toEqual([...read, 'judge 0', 'judge 1', 'a probe', 'judge 2']);
  expect(await orderOf([2 * largeBody, 1, 1])).toEqual([...read, 'judge 0', 'a probe', 'judge 1', 'judge 2']);
  const many = await orderOf(Array.from({ length: 100 }, () => 1));
  expect(many.indexOf('a probe') - many.indexOf('judge 0')).toBe(32);
});

test('whose turn comes too late is sent back', async () => {
  let late = 0;
  const turn = createTurns(() => late++);
  const waiting = [20, 2_010, 60_000].map(async milliseconds => turn(1, deadlineIn(milliseconds)));
  work(25);
  expect(await Promise.allSettled(waiting)).toMatchObject([
    { reason: { code: 'TOO_LATE' } },
    { reason: { code: 'OVERLOADED' } },
    { status: 'fulfilled' },
  ]);
  expect(late).toBe(2);
});
