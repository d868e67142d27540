import { expect, test } from 'vitest';
import { trimmed } from './trim.ts';

test('what no rule reads and what changes by itself is left out, the object given is not changed', () => {
  const node = {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'a', labels: { images: 'x' }, resourceVersion: '7', managedFields: [{}] },
    spec: { taints: [] },
    status: {
      images: [{ names: ['postgres:17'] }],
      conditions: [{ type: 'Ready', status: 'True', lastHeartbeatTime: '2026-11-23T00:00:00Z' }],
      nodeInfo: { kubeletVersion: 'v1.37.2' },
    },
  };
  const before = structuredClone(node);
  expect(trimmed(node)).toEqual({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'a', labels: { images: 'x' } },
    spec: { taints: [] },
    status: { conditions: [{ type: 'Ready', status: 'True' }], nodeInfo: { kubeletVersion: 'v1.37.2' } },
  });
  expect(node).toEqual(before);
});

test('an object of another shape stays as it is', () => {
  for (const object of [
    { metadata: {} },
    { metadata: {}, status: null },
    { metadata: {}, status: { conditions: 'x' } },
  ]) {
    expect(trimmed(object)).toEqual(object);
  }
});
