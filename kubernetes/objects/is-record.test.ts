import { expect, test } from 'vitest';
import { isRecord } from './is-record.ts';

test('only keys and values are a record', () => {
  expect([{}, { a: 1 }, [], null, undefined, 'a', 1].map(isRecord)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
});
