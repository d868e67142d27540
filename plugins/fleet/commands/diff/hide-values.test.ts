import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { keyedHash, valueHider } from './hide-values.ts';

const rules = [
  { kind: '/Secret', path: ['data'] },
  { kind: '/Secret', path: ['metadata', 'annotations', 'applied'] },
];
const hide = valueHider(rules, value => `#${value.length}`);
const secret = { apiVersion: 'v1', kind: 'Secret', data: { a: 'xyz', b: null }, type: 'Opaque' };

test('values of a Secret are hidden, its keys are not', () => {
  expect(hide(secret)).toEqual({ ...secret, data: { a: '#3', b: null } });
  expect(hide({ ...secret, metadata: { annotations: { applied: '{"a":1}', other: 'b' } } })).toMatchObject({
    metadata: { annotations: { applied: '#7', other: 'b' } },
  });
});

test('a Secret within another object is hidden, too', () => {
  expect(hide({ apiVersion: 'a/v1', kind: 'Work', spec: { manifests: [secret] } })).toMatchObject({
    spec: { manifests: [{ data: { a: '#3' } }] },
  });
});

test('other objects stay as they are', () => {
  const config = { apiVersion: 'v1', kind: 'ConfigMap', data: { a: 'xyz' } };
  expect(hide(config)).toBe(config);
  expect(hide({ ...secret, data: 'no map' })).toMatchObject({ data: '#6' });
});

test('a hash is the same for the same value in one run, and another one in the next', () => {
  const hash = keyedHash(randomBytes(32));
  expect(hash('a')).toBe(hash('a'));
  expect(hash('a')).not.toBe(hash('b'));
  expect(hash('a')).toMatch(/^sha256:[0-9a-f]{12}$/);
  expect(hash('a')).not.toBe(keyedHash(randomBytes(32))('a'));
});
