import { expect, test } from 'vitest';
import type { Answer } from '../../fanout/answer.ts';
import { clusterAt } from '../../../../kubernetes/client/server.fixture.ts';
import type { Listing } from './listing.ts';
import type { Found } from './read-resources.ts';
import { listingOf, resourceOf } from './resource.fixture.ts';
import { resourceTables } from './resource-tables.ts';

const services = resourceOf({ group: '', plural: 'services', singular: 'service', kind: 'Service' });
const answer = (name: string, ...listings: Listing[]): Answer<Found> => ({
  cluster: clusterAt(`https://${name}`, name),
  durationMs: 3,
  ok: true,
  value: { listings, unserved: [], absent: [], refused: new Map() },
});
const answers = [
  answer(
    'eu-1',
    listingOf(
      ['Name', 'Ready'],
      [
        ['cart', '1/1'],
        ['web', '1/1'],
      ],
    ),
    listingOf(['Name'], [['cart']], services),
  ),
  answer('us-1', listingOf(['Name', 'Ready'], [['cart', '0/1']]), listingOf(['Name'], [], services)),
];
const flags = {
  output: 'table',
  namespace: undefined,
  'all-namespaces': true,
  'group-by': 'none',
  'only-different': false,
  'show-kind': false,
  'show-labels': false,
  'label-columns': [],
  'sort-by': undefined,
} as const;
const shown = (changes: Partial<Parameters<typeof resourceTables>[1]>) =>
  resourceTables(answers, { ...flags, ...changes }).map(({ heading, columns, rows }) => ({ heading, columns, rows }));

test('without a group there is a table for each kind and no heading', () => {
  expect(shown({}).map(({ heading, columns }) => ({ heading, columns }))).toEqual([
    { heading: undefined, columns: ['CLUSTER', 'NAMESPACE', 'NAME', 'READY'] },
    { heading: undefined, columns: ['CLUSTER', 'NAMESPACE', 'NAME'] },
  ]);
});

test('blocks by cluster have no column for it', () => {
  expect(shown({ 'group-by': 'cluster' })).toEqual([
    {
      heading: 'eu-1: 3 objects',
      columns: ['NAMESPACE', 'NAME', 'READY'],
      rows: [
        ['shop', 'deployment.apps/cart', '1/1'],
        ['shop', 'deployment.apps/web', '1/1'],
      ],
    },
    { heading: undefined, columns: ['NAMESPACE', 'NAME'], rows: [['shop', 'service/cart']] },
    {
      heading: 'us-1: 1 object',
      columns: ['NAMESPACE', 'NAME', 'READY'],
      rows: [['shop', 'deployment.apps/cart', '0/1']],
    },
  ]);
});

test('blocks by namespace have no column for it', () => {
  expect(shown({ 'group-by': 'namespace' }).map(({ heading, columns }) => ({ heading, columns }))).toEqual([
    { heading: 'shop: 4 objects in 2 clusters', columns: ['CLUSTER', 'NAME', 'READY'] },
    { heading: undefined, columns: ['CLUSTER', 'NAME'] },
  ]);
});

test('blocks by kind count its objects', () => {
  expect(shown({ 'group-by': 'kind' }).map(({ heading }) => heading)).toEqual([
    'deployments.apps: 3 objects in 2 clusters',
    'services: 1 object in 1 cluster',
  ]);
});

test('what a cluster lacks is no object to count', () => {
  const different = shown({ 'group-by': 'kind', 'only-different': true });
  expect(different.map(({ heading }) => heading)).toEqual([
    'deployments.apps: 3 objects in 2 clusters',
    'services: 1 object in 1 cluster',
  ]);
  expect(different[1]?.rows).toEqual([
    ['eu-1', 'shop', 'cart'],
    ['us-1', 'shop', 'cart'],
  ]);
});
