import { expect, test } from 'vitest';
import { mergeTables } from './merge-tables.ts';
import { listingOf, resourceOf } from './resource.fixture.ts';

const narrow = { wide: false, namespaces: false };
const pods = resourceOf({ group: '', plural: 'pods', kind: 'Pod' });

test('rows of all clusters are one table, the cluster in front', () => {
  const clusters = [
    {
      cluster: 'eu-1',
      listings: [
        listingOf(
          ['Name', 'Ready'],
          [
            ['cart', '1/1'],
            ['web', '2/2'],
          ],
        ),
      ],
    },
    { cluster: 'us-1', listings: [listingOf(['Name', 'Ready'], [['cart', '0/1']])] },
  ];
  expect(mergeTables(clusters, narrow)).toEqual([
    {
      columns: ['CLUSTER', 'NAME', 'READY'],
      rows: [
        ['eu-1', 'cart', '1/1'],
        ['eu-1', 'web', '2/2'],
        ['us-1', 'cart', '0/1'],
      ],
    },
  ]);
});

test('clusters that print other columns are matched by name, and what one lacks is blank', () => {
  const clusters = [
    { cluster: 'old', listings: [listingOf(['Name', 'Ready', 'Age'], [['cart', '1/1', '5d']])] },
    { cluster: 'new', listings: [listingOf(['Name', 'Status', 'Age'], [['cart', 'Healthy', '3d']])] },
  ];
  expect(mergeTables(clusters, narrow)).toEqual([
    {
      columns: ['CLUSTER', 'NAME', 'READY', 'AGE', 'STATUS'],
      rows: [
        ['old', 'cart', '1/1', '5d', ''],
        ['new', 'cart', '', '3d', 'Healthy'],
      ],
    },
  ]);
});

test('two columns of one name stay two', () => {
  const clusters = [{ cluster: 'eu-1', listings: [listingOf(['Name', 'Host', 'Host'], [['cart', 'a', 'b']])] }];
  expect(mergeTables(clusters, narrow)).toEqual([
    { columns: ['CLUSTER', 'NAME', 'HOST', 'HOST'], rows: [['eu-1', 'cart', 'a', 'b']] },
  ]);
});

test('wide columns are shown when wanted, namespaces where there are any', () => {
  const clusters = [{ cluster: 'eu-1', listings: [listingOf(['Name', '(Images)'], [['cart', 'cart:1']])] }];
  expect(mergeTables(clusters, { wide: true, namespaces: true })).toEqual([
    { columns: ['CLUSTER', 'NAMESPACE', 'NAME', 'IMAGES'], rows: [['eu-1', 'shop', 'cart', 'cart:1']] },
  ]);
  const nodes = resourceOf({ group: '', plural: 'nodes', kind: 'Node', namespaced: false });
  const cluster = { cluster: 'eu-1', listings: [listingOf(['Name'], [['node-1']], nodes)] };
  expect(mergeTables([cluster], { wide: false, namespaces: true })).toEqual([
    { columns: ['CLUSTER', 'NAME'], rows: [['eu-1', 'node-1']] },
  ]);
});

test('several kinds are a table each, and names say of which kind they are', () => {
  const clusters = [
    { cluster: 'eu-1', listings: [listingOf(['Name'], [['cart']]), listingOf(['Name'], [], pods)] },
    { cluster: 'us-1', listings: [listingOf(['Name'], [['cart']]), listingOf(['Name'], [['cart-1']], pods)] },
  ];
  expect(mergeTables(clusters, narrow)).toEqual([
    {
      columns: ['CLUSTER', 'NAME'],
      rows: [
        ['eu-1', 'deployment.apps/cart'],
        ['us-1', 'deployment.apps/cart'],
      ],
    },
    { columns: ['CLUSTER', 'NAME'], rows: [['us-1', 'pod/cart-1']] },
  ]);
});

test('a kind of which there is nothing has no table', () => {
  expect(mergeTables([{ cluster: 'eu-1', listings: [listingOf(['Name'], [])] }], narrow)).toEqual([]);
  expect(mergeTables([], narrow)).toEqual([]);
});

test('one kind in two versions is one table', () => {
  const old = resourceOf({ version: 'v1beta1' });
  const clusters = [
    { cluster: 'new', listings: [listingOf(['Name'], [['cart']])] },
    { cluster: 'old', listings: [listingOf(['Name'], [['cart']], old)] },
  ];
  expect(mergeTables(clusters, narrow)).toHaveLength(1);
});
