import { expect, test } from 'vitest';
import { counted } from './counted.ts';

test('one thing has no plural, none and several have', () => {
  expect([0, 1, 2].map(count => counted(count, 'object'))).toEqual(['0 objects', '1 object', '2 objects']);
});
