import { expect, test } from 'vitest';
import { namesWithin } from './names-within.ts';

const names = ['eu-1', 'eu-2', 'us-1', 'us-2'];

test.each([
  [22, 'eu-1, eu-2, us-1, us-2'],
  [21, 'eu-1, eu-2 and 2 more'],
  [20, 'eu-1 and 3 more'],
  [1, 'eu-1 and 3 more'],
])('in %i characters the names are %j', (width, text) => {
  expect(namesWithin(names, width)).toBe(text);
});

test('a name alone is never left out', () => {
  expect(namesWithin(['a-very-long-name'], 3)).toBe('a-very-long-name');
  expect(namesWithin([], 3)).toBe('');
});
