import { expect, test } from 'vitest';
import { typeOfMaker } from './type-of.ts';

test('the maker of an object is its controller', () => {
  const ownerReferences = [
    { apiVersion: 'v1', kind: 'ConfigMap', name: 'a' },
    { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'b', controller: true },
  ];
  expect(typeOfMaker({ metadata: { ownerReferences } })).toBe('apps/ReplicaSet');
  expect(typeOfMaker({ metadata: { ownerReferences: [{ ...ownerReferences[0], controller: true }] } })).toBe(
    '/ConfigMap',
  );
  expect(typeOfMaker({ metadata: { ownerReferences: ownerReferences.slice(0, 1) } })).toBeUndefined();
  expect(typeOfMaker({ metadata: { name: 'cart' } })).toBeUndefined();
});
