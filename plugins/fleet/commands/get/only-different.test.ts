import { expect, test } from 'vitest';
import type { ClusterListings } from './listing.ts';
import { mergeTables } from './merge-tables.ts';
import { onlyDifferent } from './only-different.ts';
import { listingOf, resourceOf } from './resource.fixture.ts';

const titles = ['Name', 'Ready', 'Age', '(Images)'];
const cluster = (name: string, ...rows: string[][]): ClusterListings => ({
  cluster: name,
  listings: [listingOf(titles, rows)],
});
const rowsOf = (clusters: readonly ClusterListings[], wide = false) =>
  mergeTables(onlyDifferent(clusters, wide), { wide, namespaces: false }).flatMap(({ rows }) => rows);

test('what is the same but for its age is left out; what differs stands together', () => {
  const clusters = [
    cluster('eu-1', ['cart', '1/1', '5d', 'cart:1'], ['web', '1/1', '5d', 'web:1']),
    cluster('us-1', ['web', '0/1', '5d', 'web:1'], ['cart', '1/1', '9h', 'cart:1']),
  ];
  expect(rowsOf(clusters)).toEqual([
    ['eu-1', 'web', '1/1', '5d'],
    ['us-1', 'web', '0/1', '5d'],
  ]);
});

test('a cluster that lacks an object is a row, also where it has none of the kind', () => {
  const clusters = [cluster('eu-1', ['cart', '1/1', '5d', '']), cluster('us-1')];
  expect(rowsOf(clusters)).toEqual([
    ['eu-1', 'cart', '1/1', '5d'],
    ['us-1', 'cart', '-', '-'],
  ]);
});

test('columns of -o wide count only where they are shown', () => {
  const clusters = [cluster('eu-1', ['cart', '1/1', '5d', 'cart:1']), cluster('us-1', ['cart', '1/1', '5d', 'cart:2'])];
  expect(rowsOf(clusters)).toEqual([]);
  expect(rowsOf(clusters, true)).toHaveLength(2);
});

test('a column that only one cluster prints is no difference, nor is a kind that one does not list', () => {
  const plain = { cluster: 'us-1', listings: [listingOf(['Name', 'Ready'], [['cart', '1/1']])] };
  expect(rowsOf([cluster('eu-1', ['cart', '1/1', '5d', '']), plain])).toEqual([]);
  const pods = resourceOf({ group: '', plural: 'pods', kind: 'Pod' });
  const both = {
    cluster: 'eu-1',
    listings: [listingOf(['Name'], [['cart']]), listingOf(['Name'], [['cart-1']], pods)],
  };
  expect(rowsOf([both, { cluster: 'us-1', listings: [listingOf(['Name'], [['cart']])] }])).toEqual([]);
});
