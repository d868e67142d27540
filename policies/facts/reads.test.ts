import { expect, test } from 'vitest';
import { isOfMetadata, fieldPicker, metadataOf, pathOf, type Read } from './reads.ts';

const nodes: Read = {
  into: 'nodes',
  group: '',
  version: 'v1',
  resource: 'nodes',
  kind: 'Node',
  by: ['plugin', 'webhook'],
  fields: [
    ['metadata', 'labels'],
    ['spec', 'taints'],
    ['status', 'conditions', 'type'],
    ['status', 'conditions', 'status'],
  ],
};
const budgets: Read = { ...nodes, group: 'policy', resource: 'poddisruptionbudgets', kind: 'PodDisruptionBudget' };

test('a list of the core group and one of another lie at different paths', () => {
  expect([pathOf(nodes), pathOf(budgets)]).toEqual(['/api/v1/nodes', '/apis/policy/v1/poddisruptionbudgets']);
});

test('of an object only type, name and fields are kept, and the object given is not changed', () => {
  const node = {
    metadata: { name: 'a', labels: { images: 'x' }, resourceVersion: '7', managedFields: [{}] },
    spec: { podCIDR: '10.0.0.0/24' },
    status: {
      images: [{ names: ['postgres:17'] }],
      conditions: [{ type: 'Ready', status: 'True', lastHeartbeatTime: '2026-11-23T00:00:00Z' }],
    },
  };
  const before = structuredClone(node);
  expect(fieldPicker(nodes)(node)).toEqual({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'a', labels: { images: 'x' } },
    spec: {},
    status: { conditions: [{ type: 'Ready', status: 'True' }] },
  });
  expect(node).toEqual(before);
});

test('the type is that of the list, whatever the object says: a list of metadata says PartialObjectMetadata', () => {
  const object = {
    apiVersion: 'meta.k8s.io/v1',
    kind: 'PartialObjectMetadata',
    metadata: { name: 'a', namespace: 'b' },
  };
  expect(fieldPicker(budgets)(object)).toEqual({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'a', namespace: 'b' },
  });
});

test('a path that ends before another one keeps all of it', () => {
  const keep = fieldPicker({
    ...nodes,
    fields: [
      ['metadata', 'labels', 'a'],
      ['metadata', 'labels'],
    ],
  });
  expect(keep({ metadata: { name: 'a', labels: { a: '1', b: '2' } } })).toMatchObject({
    metadata: { labels: { a: '1', b: '2' } },
  });
});

test('an object of another shape stays as it is', () => {
  const keep = fieldPicker(nodes);
  for (const object of [{}, { metadata: null }, { status: { conditions: 'x' } }, { status: { conditions: [null] } }]) {
    expect(keep(object)).toEqual({ apiVersion: 'v1', kind: 'Node', ...object });
  }
});

test('where only metadata is kept, only metadata has to be asked for', () => {
  expect(isOfMetadata(nodes)).toBe(false);
  expect(isOfMetadata(metadataOf(nodes))).toBe(true);
  expect(metadataOf(nodes).fields).toEqual([['metadata', 'labels']]);
});
