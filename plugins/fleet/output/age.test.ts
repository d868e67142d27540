import { expect, test } from 'vitest';
import { formatAge } from './age.ts';

test.each([
  ['2026-12-01T11:58:30Z', '90s'],
  ['2026-12-01T11:15:00Z', '45m'],
  ['2026-12-01T09:00:00Z', '3h'],
  ['2026-11-26T12:00:00Z', '5d'],
  ['2026-12-01T12:00:05Z', '0s'],
  ['yesterday', '?'],
])('%s is %s ago', (since, age) => {
  expect(formatAge(since, new Date('2026-12-01T12:00:00Z'))).toBe(age);
});
