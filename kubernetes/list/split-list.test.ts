import { assert, property, array, string, integer, record, dictionary, constantFrom } from 'fast-check';
import { expect, test } from 'vitest';
import { splitList } from './split-list.ts';

function split(text: string, length: number): { items: unknown[]; envelope: unknown } {
  const splitter = splitList();
  const bytes = Buffer.from(text);
  const items: unknown[] = [];
  for (let at = 0; at < bytes.length; at += length) {
    for (const item of splitter.push(bytes.subarray(at, at + length))) items.push(JSON.parse(item.toString()));
  }
  return { items, envelope: JSON.parse(splitter.envelope()) };
}

test('whatever is in a list and however it arrives, its items come one by one and the rest of it stays', () => {
  const value = dictionary(string(), array(string()));
  const item = record({ metadata: value, 'a [{"key': string(), spec: array(array(value)) });
  assert(
    property(
      array(item),
      value,
      integer({ min: 1, max: 50 }),
      constantFrom(0, 2),
      (items, metadata, length, indent) => {
        const list = { kind: 'List', metadata, items, apiVersion: 'v"1' };
        expect(split(JSON.stringify(list, null, indent), length)).toEqual({ items, envelope: { ...list, items: [] } });
      },
    ),
  );
});

test('a list may say what it is after its items, and items may be null', () => {
  expect(split('{"apiVersion":"v1","items":[{"a":"]"},{}],"kind":"List","metadata":{"continue":"x"}}', 7)).toEqual({
    items: [{ a: ']' }, {}],
    envelope: { apiVersion: 'v1', items: [], kind: 'List', metadata: { continue: 'x' } },
  });
  expect(split('{"items":null,"kind":"List"}', 9)).toEqual({ items: [], envelope: { items: null, kind: 'List' } });
});
