import { expect, test } from 'vitest';
import { sortedKeys } from './sorted-keys.ts';

test('keys are in alphabetical order at every depth, lists stay as they are', () => {
  const value = { spec: { b: [{ d: 1, c: null }, 'x'], a: true }, kind: 'Pod', apiVersion: 'v1' };
  expect(JSON.stringify(sortedKeys(value))).toBe(
    '{"apiVersion":"v1","kind":"Pod","spec":{"a":true,"b":[{"c":null,"d":1},"x"]}}',
  );
});
