import { expect, test } from 'vitest';
import { wrap, hanging } from './wrap.ts';

test('lines are broken between words and are never longer than the width', () => {
  expect(wrap('one two three four', 9)).toEqual(['one two', 'three', 'four']);
});

test('a word longer than the width has a line of its own', () => {
  expect(wrap('see https://example.org/a-long-page now', 10)).toEqual([
    'see',
    'https://example.org/a-long-page',
    'now',
  ]);
});

test('runs of white space are one space, and no text is no line', () => {
  expect(wrap('  a\n\n b ', 10)).toEqual(['a b']);
  expect(wrap(' ', 10)).toEqual([]);
});

test('further lines begin below the first one, within the width', () => {
  expect(hanging('why  ', 'one two three four', 14)).toEqual(['why  one two', '     three', '     four']);
});

test('no text is no line', () => {
  expect(hanging('why  ', ' ', 14)).toEqual([]);
});
