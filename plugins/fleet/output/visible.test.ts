import { expect, test } from 'vitest';
import { visible } from './visible.ts';

test('control characters are shown and not obeyed, lines stay lines', () => {
  expect(visible('a\u001B[31mb\u0007\tc\u007F\u0000\r\nd ü')).toBe('a^[[31mb^G^Ic^?^@^M\nd ü');
});

test('control characters above ASCII are shown too', () => {
  expect(visible('\u009B31m')).toBe('^\u00DB31m');
});
