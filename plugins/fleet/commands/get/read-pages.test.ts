import { expect, test } from 'vitest';
import { joinPages, readPage, type PageOptions } from './read-pages.ts';
import type { Resource } from '../../../../kubernetes/discovery/resource.ts';
import { resourceOf } from './resource.fixture.ts';

const now = new Date('2026-01-31T12:00:00Z');
const options = { now, labels: false, versions: false, objects: false, managedFields: false, wide: true };
const readPages = (resource: Resource, pages: readonly unknown[], changed: Partial<PageOptions> = {}) =>
  joinPages(
    resource,
    pages.map(page => readPage(resource, page, { ...options, ...changed })),
  );
const metadata = { name: 'cart', namespace: 'shop', uid: 'u', managedFields: [{ manager: 'x' }] };

test('a table that the server printed is read with its columns, over all pages', () => {
  const page = (name: string) => ({
    kind: 'Table',
    columnDefinitions: [
      { name: 'Name', format: 'name', priority: 0 },
      { name: 'Ready', format: '', priority: 0 },
      { name: 'Images', priority: 1 },
    ],
    rows: [{ cells: [name, 1, null, 'one cell too many'], object: { metadata: { ...metadata, name } } }],
  });
  expect(readPages(resourceOf(), [page('cart'), page('web')])).toEqual({
    resource: resourceOf(),
    columns: [
      { name: 'Name', isName: true, isWide: false },
      { name: 'Ready', isName: false, isWide: false },
      { name: 'Images', isName: false, isWide: true },
    ],
    entries: [
      { namespace: 'shop', name: 'cart', cells: ['cart', '1', ''], object: {} },
      { namespace: 'shop', name: 'web', cells: ['web', '1', ''], object: {} },
    ],
  });
});

test('cells of -o wide are left out where they are not shown, and rows may come without metadata', () => {
  const columnDefinitions = [{ name: 'Name', format: 'name' }, { name: 'IP', priority: 1 }, { name: 'Age' }];
  const page = { kind: 'Table', columnDefinitions, rows: [{ cells: ['cart', '10.0.0.1', '5d'], object: null }] };
  const { columns, entries } = readPage(resourceOf(), page, { ...options, wide: false }, 'shop');
  expect(columns.map(({ name }) => name)).toEqual(['Name', 'Age']);
  expect(entries).toEqual([{ namespace: 'shop', name: 'cart', cells: ['cart', '5d'], object: {} }]);
});

test('a table without rows and without a name column is read, too', () => {
  const page = { kind: 'Table', columnDefinitions: [{ name: 'Id' }], rows: null };
  expect(readPages(resourceOf(), [page])).toEqual({
    resource: resourceOf(),
    columns: [{ name: 'Id', isName: true, isWide: false }],
    entries: [],
  });
});

test('objects of a list are told what they are, and lose their managed fields', () => {
  const list = { kind: 'DeploymentList', items: [{ metadata, spec: { replicas: 1 } }] };
  expect(readPages(resourceOf(), [list]).entries.map(({ object }) => object)).toEqual([
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'cart', namespace: 'shop', uid: 'u' },
      spec: { replicas: 1 },
    },
  ]);
});

test('an object is one entry, of the core group too', () => {
  const resource = resourceOf({ group: '', kind: 'Pod' });
  expect(readPages(resource, [{ apiVersion: 'v1', kind: 'Pod', metadata }]).entries).toMatchObject([
    { name: 'cart', object: { apiVersion: 'v1', kind: 'Pod' } },
  ]);
});

test.each([
  ['2026-01-31T11:59:15Z', '45s'],
  ['2026-01-31T11:15:00Z', '45m'],
  ['2026-01-31T07:00:00Z', '5h'],
  ['2025-12-31T12:00:00Z', '31d'],
  [null, '<unknown>'],
])('objects that the server did not print have a name and an age: %s is %s', (creationTimestamp, age) => {
  const list = { items: [{ metadata: { name: 'cart', creationTimestamp } }] };
  const { columns, entries } = readPages(resourceOf(), [list]);
  expect(columns.map(({ name }) => name)).toEqual(['Name', 'Age']);
  expect(entries[0]?.cells).toEqual(['cart', age]);
});

test('what is neither is said to be no answer of a Kubernetes API server', () => {
  expect(() => readPages(resourceOf(), [{ hello: 'world' }])).toThrow(
    'the answer is not one of a Kubernetes API server',
  );
});

test('labels, whole objects and managed fields are read where the output needs them', () => {
  const row = {
    cells: ['cart'],
    object: { metadata: { ...metadata, labels: { app: 'cart' } }, spec: { replicas: 1 } },
  };
  const page = { kind: 'Table', columnDefinitions: [{ name: 'Name', format: 'name' }], rows: [row] };
  expect(readPages(resourceOf(), [page], { labels: true }).entries).toMatchObject([
    { labels: { app: 'cart' }, object: {} },
  ]);
  expect(readPages(resourceOf(), [page], { objects: true }).entries).toMatchObject([
    { object: { spec: { replicas: 1 } } },
  ]);
  const [entry] = readPages(resourceOf(), [{ items: [{ metadata }] }], { managedFields: true }).entries;
  expect(entry?.object).toHaveProperty('metadata.managedFields', metadata.managedFields);
});
