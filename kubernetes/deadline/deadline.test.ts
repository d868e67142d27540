import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { startDeadline } from './deadline.ts';

const { signal: never } = new AbortController();

afterEach(() => {
  vi.useRealTimers();
});

test('only the time counts in which the program waits', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  let waited = 5000;
  const { signal, reason } = startDeadline(1000, never, () => waited);
  vi.advanceTimersByTime(60_000);
  expect(signal.aborted).toBe(false);
  waited = 5999.5;
  vi.advanceTimersByTime(1000);
  expect(signal.aborted).toBe(false);
  waited = 6000;
  vi.advanceTimersByTime(1);
  expect(signal.aborted).toBe(true);
  expect(reason()).toEqual(['Timeout', 'no answer within 1s']);
});

test('what Node tells of its waiting stands still while the program computes', async () => {
  const { signal } = startDeadline(20, never);
  const end = performance.now() + 100;
  while (performance.now() < end);
  // By the second turn the timer has run.
  await setImmediate();
  await setImmediate();
  expect(signal.aborted).toBe(false);
  await once(signal, 'abort');
});

test('without a limit there is no end', () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  startDeadline(0, never);
  expect(vi.getTimerCount()).toBe(0);
});

test('who ends it before its time leaves no timer behind, also after it was put off', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { signal, end } = startDeadline(1000, never, () => 0);
  vi.advanceTimersByTime(5000);
  end();
  expect(signal.aborted).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});
