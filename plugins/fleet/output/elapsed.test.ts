import { expect, test } from 'vitest';
import { elapsed } from './elapsed.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

// The cases are those of HumanDuration's own documentation and limits.
test.each([
  [Number.NaN, '<unknown>'],
  [-2 * second, '<invalid>'],
  [-1 * second, '0s'],
  [0, '0s'],
  [119 * second, '119s'],
  [2 * minute, '2m'],
  [2 * minute + 5 * second, '2m5s'],
  [10 * minute + 30 * second, '10m'],
  [179 * minute, '179m'],
  [3 * hour, '3h'],
  [3 * hour + 20 * minute, '3h20m'],
  [47 * hour, '47h'],
  [2 * day, '2d'],
  [3 * day + 4 * hour, '3d4h'],
  [8 * day + 4 * hour, '8d'],
  [729 * day, '729d'],
  [730 * day, '2y'],
  [2 * 365 * day + 30 * day, '2y30d'],
  [8 * 365 * day + 30 * day, '8y'],
])('%i ms are %s', (milliseconds, text) => {
  expect(elapsed(milliseconds)).toBe(text);
});
