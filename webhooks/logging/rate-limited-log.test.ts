import { expect, test } from 'vitest';
import { rateLimitedLog } from './rate-limited-log.ts';

test('of many in a minute one is told, and the next says how many there were', () => {
  const told: string[] = [];
  let now = 0;
  const tell = rateLimitedLog(
    text => told.push(text),
    () => now,
  );
  for (const text of ['one', 'two', 'three']) tell(text);
  now = 60_000;
  tell('four');
  now = 120_000;
  tell('five');
  expect(told).toEqual(['one', 'four (and 2 more like it since the last such line)', 'five']);
});
