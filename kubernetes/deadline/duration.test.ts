import { expect, test } from 'vitest';
import { formatDuration, parseDuration } from './duration.ts';

test.each([
  ['10s', 10_000],
  ['1m30s', 90_000],
  ['500ms', 500],
  ['1.5h', 5_400_000],
  ['2', 2_000],
  ['0', 0],
  ['0s', 0],
])('%s is %d milliseconds', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

test.each(['', 'soon', '-1s', '1d', '10 s', '1.5', 's'])('"%s" is no duration', text => {
  expect(parseDuration(text)).toBeUndefined();
});

test.each([
  [500, '500ms'],
  [10_000, '10s'],
  [1_500, '1.5s'],
  [60_000, '1m'],
  [90_000, '1m30s'],
  [119_600, '2m'],
])('%d milliseconds are %s', (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});
