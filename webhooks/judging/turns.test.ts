import { expect, test } from 'vitest';
import { deadlineIn } from './deadline.ts';
import { createTurns } from './turns.ts';

/** Keeps this thread from everything else. */
function work(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

test('without a backlog there is nothing to wait for', () => {
  const turn = createTurns(() => expect.unreachable());
  expect(turn(deadlineIn(1_000))).toBeUndefined();
  expect(turn(deadlineIn(1_000))).toBeUndefined();
});

test('when much is to be done, others have their turns in between, and all in order', async () => {
  const turn = createTurns(() => expect.unreachable());
  const done: string[] = [];
  const review = async (name: string): Promise<void> => {
    await turn(deadlineIn(60_000));
    work(15);
    done.push(name);
  };
  await review('a');
  const reviews = ['b', 'c', 'd'].map(review);
  setImmediate(() => done.push('a probe'));
  await Promise.all(reviews);
  expect(done).toEqual(['a', 'b', 'a probe', 'c', 'd']);
});

test('whose turn comes too late is sent back', async () => {
  let late = 0;
  const turn = createTurns(() => late++);
  await turn(deadlineIn(1_000));
  work(15);
  const waiting = [20, 2_010, 60_000].map(async milliseconds => turn(deadlineIn(milliseconds)));
  work(25);
  expect(await Promise.allSettled(waiting)).toMatchObject([
    { reason: { code: 'TOO_LATE' } },
    { reason: { code: 'OVERLOADED' } },
    { status: 'fulfilled' },
  ]);
  expect(late).toBe(2);
});
