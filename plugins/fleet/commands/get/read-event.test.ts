import { expect, test } from 'vitest';
import { eventReader } from './read-event.ts';

const pods = {
  group: '',
  version: 'v1',
  plural: 'pods',
  singular: 'pod',
  kind: 'Pod',
  namespaced: true,
  shortNames: ['po'],
  categories: ['all'],
  verbs: ['list', 'watch'],
};
const options = {
  now: new Date(0),
  labels: false,
  versions: false,
  objects: false,
  managedFields: false,
  wide: false,
};
const columnDefinitions = [
  { name: 'Name', format: 'name', priority: 0 },
  { name: 'Ready', format: '', priority: 0 },
  { name: 'Node', format: '', priority: 1 },
];
const table = (name: string, ready: string) => ({
  kind: 'Table',
  rows: [{ cells: [name, ready, 'worker'], object: { metadata: { name, namespace: 'shop' } } }],
});

test('rows without columns have those of the first event', () => {
  const read = eventReader(pods, options);
  read({ ...table('cart-1', '1/1'), columnDefinitions });
  for (const none of [undefined, null, []]) {
    const { columns, entries } = read({ ...table('cart-2', '0/1'), columnDefinitions: none });
    expect(columns.map(({ name }) => name)).toEqual(['Name', 'Ready']);
    expect(entries[0]?.cells).toEqual(['cart-2', '0/1']);
  }
});
