import { expect, test } from 'vitest';
import { yieldBetweenSteps } from './yield-between-steps.ts';

test('others have their turn between two steps', async () => {
  const seen: string[] = [];
  function* steps(): Generator<undefined, string> {
    for (const step of ['first', 'second', 'third']) {
      seen.push(step);
      setImmediate(() => seen.push('another'));
      yield;
    }
    return 'done';
  }
  expect(await yieldBetweenSteps(steps())).toBe('done');
  expect(seen).toEqual(['first', 'another', 'second', 'another', 'third', 'another']);
});

test('what a step throws is thrown', async () => {
  function* steps(): Generator<undefined, never> {
    yield;
    throw new Error('no nodes');
  }
  await expect(yieldBetweenSteps(steps())).rejects.toThrow('no nodes');
});
