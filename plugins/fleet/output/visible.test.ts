import { expect, test } from 'vitest';
import { visible } from './visible.ts';

test('control characters are shown and not obeyed, lines stay lines', () => {
  expect(visible('a\u001B[31mb\u0007\tc\u007F\u0000\r\nd ü')).toBe('a^[[31mb^G^Ic^?^@^M\nd ü');
});

test('control characters above ASCII are shown too', () => {
  expect(visible('\u009B31m')).toBe('^\u00DB31m');
});

test.each([
  ['\u202E', '<U+202E>'],
  ['\u2066', '<U+2066>'],
  ['\u200F', '<U+200F>'],
  ['\u061C', '<U+061C>'],
  ['\u2028', '<U+2028>'],
  ['\u2029', '<U+2029>'],
  ['\u200B', '<U+200B>'],
  ['\u00AD', '<U+00AD>'],
  ['\uFEFF', '<U+FEFF>'],
])('an invisible character that changes what one reads is shown by its number: %j', (character, shown) => {
  expect(visible(`a${character}b`)).toBe(`a${shown}b`);
});

test.each(['日本', 'é', 'e\u0301', '👩\u200D🚀', 'می\u200Cخواهم', '🏳️'])('%s stays as it is', text => {
  expect(visible(text)).toBe(text);
});
