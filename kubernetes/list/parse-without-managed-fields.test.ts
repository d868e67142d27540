import { array, assert, property, record, string } from 'fast-check';
import { expect, test } from 'vitest';
import { parseWithoutManagedFields } from './parse-without-managed-fields.ts';

const entry = (manager: string, field = 'f:spec') => ({ manager, fieldsV1: { [field]: { '.': {} } } });

test('managed fields are empty, and all else is there', () => {
  const object = (managedFields: unknown[]) => ({
    rows: [1, 2].map(uid => ({ metadata: { uid, managedFields, name: '[cart]' } })),
  });
  const text = JSON.stringify(object([entry('kubelet'), entry('kubectl', 'k:{"port":80}')]));
  expect(parseWithoutManagedFields(text)).toEqual(object([]));
});

test('whatever text the fields and their neighbours hold, the neighbours stay', () => {
  assert(
    property(array(string()), string(), record({ a: string() }), (managers, field, neighbour) => {
      const hostile = [...managers, ']', '],"name":"x"', '"managedFields":[', '\\"managedFields":['];
      const object = { neighbour, managedFields: hostile.map(manager => entry(manager, field + manager)) };
      const parsed = parseWithoutManagedFields(JSON.stringify({ first: object, last: object }));
      expect(parsed).toMatchObject({ first: { neighbour }, last: { neighbour } });
      const other = { '"managedFields': [field], '\\"managedFields': ['a', ...managers] };
      expect(parseWithoutManagedFields(JSON.stringify(other))).toEqual(other);
    }),
  );
});

test('a text that is no JSON is an error', () => {
  expect(() => parseWithoutManagedFields('<html>')).toThrow(SyntaxError);
  expect(() => parseWithoutManagedFields('{"managedFields":[{}')).toThrow(SyntaxError);
});
