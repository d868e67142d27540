import { expect, test } from 'vitest';
import { hanging } from './hanging.ts';

test('further lines begin below the first one, within the width', () => {
  expect(hanging('why  ', 'one two three four', 14)).toEqual(['why  one two', '     three', '     four']);
});

test('no text is no line', () => {
  expect(hanging('why  ', ' ', 14)).toEqual([]);
});
