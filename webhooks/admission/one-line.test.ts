import { expect, test } from 'vitest';
import { oneLine } from './one-line.ts';

test('line breaks and escape sequences become spaces', () => {
  expect(oneLine('a\r\nb\u001b[31mc\u0000\u009bd\u2028e')).toBe('a b [31mc d e');
});

test('half of a surrogate pair becomes the replacement character', () => {
  expect(oneLine('\ud83d!')).toBe('\ufffd!');
});
