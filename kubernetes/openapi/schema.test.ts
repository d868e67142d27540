import { expect, test } from 'vitest';
import {
  defaultOf,
  isQuantity,
  isSet,
  listKeys,
  schemaOfField,
  schemaOfItems,
  schemaOfKind,
  typesOf,
} from './schema.ts';

const gvk = { group: 'example.com', version: 'v1', kind: 'Cart' };
const definitions = {
  Cart: {
    properties: {
      items: {
        type: 'array',
        items: { $ref: '#/components/schemas/Item', default: {} },
        'x-kubernetes-list-map-keys': ['name', 'size'],
      },
      tags: { type: 'array', 'x-kubernetes-list-type': 'set', items: { type: 'string' } },
      first: { default: { name: 'a' }, allOf: [{ $ref: '#/components/schemas/Item' }] },
      labels: { additionalProperties: { type: 'string', default: 'x' } },
      loop: { $ref: '#/components/schemas/Loop' },
      nowhere: { $ref: '#/components/schemas/Nowhere' },
      room: { 'x-kubernetes-int-or-string': true, pattern: '^(\\+|-)?(([KMGTPE]i)|[numkMGTPE])?$' },
    },
    'x-kubernetes-group-version-kind': [gvk],
  },
  Item: { properties: { name: { type: 'string' } } },
  Loop: { $ref: '#/components/schemas/Loop' },
  Broken: null,
};
const cart = schemaOfKind([definitions], gvk);
const field = (name: string) => schemaOfField(cart, name);

test('keys, sets, defaults and quantities are those of the schema', () => {
  expect(listKeys(field('items'))).toEqual(['name', 'size']);
  expect([isSet(field('tags')), isSet(field('items'))]).toEqual([true, false]);
  expect(defaultOf(field('first'))).toEqual({ name: 'a' });
  expect(defaultOf(schemaOfField(field('labels'), 'any'))).toBe('x');
  expect([isQuantity(field('room')), isQuantity(field('tags'))]).toEqual([true, false]);
});

test('references are followed, and those that lead nowhere or in a circle are empty', () => {
  expect(typesOf(schemaOfItems(field('items')))).toEqual(['Item']);
  expect(typesOf(field('first'))).toEqual(['Item']);
  expect(typesOf(field('loop'))).toEqual([]);
  expect(schemaOfField(field('nowhere'), 'name')).toEqual([]);
  expect(schemaOfField(cart, 'constructor')).toEqual([]);
});

test('a kind that no document has, has no schema', () => {
  expect(schemaOfKind([definitions, {}], { ...gvk, version: 'v2' })).toEqual([]);
});

test('the first of several documents that knows keys gives them', () => {
  const older = { Cart: { properties: {}, 'x-kubernetes-group-version-kind': [gvk] } };
  expect(listKeys(schemaOfField(schemaOfKind([older, definitions], gvk), 'items'))).toEqual(['name', 'size']);
});
