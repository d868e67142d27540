import { expect, test } from 'vitest';
import { quietCheck } from './quiet.ts';

const isQuiet = quietCheck({
  quiet: [
    { path: ['metadata', 'deletionTimestamp'], value: null },
    { path: ['containers', '*', 'ready'], value: true },
  ],
});

test('an object with all the values is quiet', () => {
  expect(isQuiet({ metadata: {}, containers: [{ ready: true }, { ready: true }] })).toBe(true);
});

test.each([
  { name: 'one of the elements differs', object: { metadata: {}, containers: [{ ready: true }, { ready: false }] } },
  { name: 'the list is empty', object: { metadata: {}, containers: [] } },
  { name: 'the list is absent', object: { metadata: {} } },
  {
    name: 'a value is there that has to be absent',
    object: { metadata: { deletionTimestamp: 'x' }, containers: [{ ready: true }] },
  },
  { name: 'it is no object', object: 'x' },
])('an object is judged where $name', ({ object }) => {
  expect(isQuiet(object)).toBe(false);
});

test('without such values every object is judged', () => {
  expect(quietCheck({})({})).toBe(false);
});
