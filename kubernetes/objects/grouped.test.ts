import { expect, test } from 'vitest';
import { grouped } from './grouped.ts';

test('items with one key are a group, in their order', () => {
  expect([...grouped(['bee', 'ant', 'bat', 'cat'], ([letter]) => letter)]).toEqual([
    ['b', ['bee', 'bat']],
    ['a', ['ant']],
    ['c', ['cat']],
  ]);
});
