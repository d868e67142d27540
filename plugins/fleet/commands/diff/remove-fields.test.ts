import { expect, test } from 'vitest';
import type { FieldRule } from './comparison-data.ts';
import { fieldRemover } from './remove-fields.ts';

const remove = (rule: FieldRule, object: unknown) => fieldRemover([rule])('/Service', object);

test('a field goes, and what becomes empty by it', () => {
  const object = { metadata: { annotations: { a: '1' } }, spec: {} };
  expect(remove({ path: ['metadata', 'annotations', 'a'] }, object)).toEqual({ spec: {} });
  expect(object).toEqual({ metadata: { annotations: { a: '1' } }, spec: {} });
});

test('a rule is for its kinds', () => {
  const rule = { path: ['spec', 'clusterIP'], kinds: ['/Service'] };
  expect(remove(rule, { spec: { clusterIP: '10.0.0.1', type: 'NodePort' } })).toEqual({ spec: { type: 'NodePort' } });
  expect(remove({ ...rule, kinds: ['/Pod'] }, { spec: { clusterIP: 1 } })).toEqual({ spec: { clusterIP: 1 } });
});

test('values that a user sets stay', () => {
  const rule = { path: ['spec', 'clusterIP'], except: ['None'] };
  expect(remove(rule, { spec: { clusterIP: 'None' } })).toEqual({ spec: { clusterIP: 'None' } });
  expect(remove({ path: ['finalizers', '*'], values: ['a'] }, { finalizers: ['a', 'b'] })).toEqual({
    finalizers: ['b'],
  });
});

test.each([
  { path: ['list', '*', 'x'], left: [{ name: 'a' }, { name: 'b' }] },
  { path: ['list', 'x'], left: [{ name: 'a' }, { name: 'b' }] },
  { path: ['list', '[name=a]', 'x'], left: [{ name: 'a' }, { name: 'b', x: 2 }] },
  { path: ['list', '[1]', 'x'], left: [{ name: 'a', x: 1 }, { name: 'b' }] },
  { path: ['list', '[name=a]'], left: [{ name: 'b', x: 2 }] },
])('$path chooses elements', ({ path, left }) => {
  const list = [
    { name: 'a', x: 1 },
    { name: 'b', x: 2 },
  ];
  expect(remove({ path }, { list })).toEqual({ list: left });
});

test('elements are found by the start of their name', () => {
  expect(
    remove({ path: ['v', '*'], named: 'kube-api-access-' }, { v: [{ name: 'kube-api-access-x2' }, { name: 'c' }] }),
  ).toEqual({ v: [{ name: 'c' }] });
});

test.each([null, 'text', [], 1])('%j has no fields', value => {
  expect(remove({ path: ['a', 'b'] }, value)).toEqual(value ?? {});
});
