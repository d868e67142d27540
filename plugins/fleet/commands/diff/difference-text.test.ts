import { expect, test } from 'vitest';
import type { ObjectDifference } from './compare-objects.ts';
import { deployments } from './diff.fixture.ts';
import { differenceLines } from './difference-text.ts';
import { matrixLines } from './difference-matrix.ts';

const difference: ObjectDifference = {
  id: 'deployments.apps shop cart',
  resource: deployments,
  namespace: 'shop',
  name: 'cart',
  clusters: ['eu-1', 'eu-2', 'us-1', 'us-2'],
  missing: ['ap-1'],
  fields: [
    {
      path: 'spec.template.spec.containers[name=application].env[name=CONNECTION_STRING].valueFrom.secretKeyRef.name',
      groups: [
        { clusters: ['us-1'], value: undefined },
        { clusters: ['us-2'], value: 'old\u001B[31m' },
        { clusters: ['eu-1', 'eu-2'], value: 'new' },
      ],
    },
    {
      path: 'spec.replicas',
      groups: [
        { clusters: ['eu-1', 'us-1'], value: 2 },
        { clusters: ['eu-2', 'us-2'], value: 3 },
      ],
    },
  ],
};

test('most clusters come first, those without the field last', () => {
  const lines = differenceLines(difference, undefined, 80);
  expect(lines).toEqual([
    'deployment.apps/cart in shop: missing in ap-1',
    '  2 fields differ',
    '  spec.template.spec.containers[name=application].env[name=CONNECTION_STRING]',
    '    .valueFrom.secretKeyRef.name',
    '    eu-1, eu-2 (majority)  new',
    '    us-2                   old^[[31m',
    '    us-1                   missing',
    '  spec.replicas',
    '    eu-1, us-1  2',
    '    eu-2, us-2  3',
  ]);
  expect(lines.every(line => line.length <= 80)).toBe(true);
});

test('a reference comes first, and is marked', () => {
  const lines = differenceLines(difference, 'us-2', 80);
  expect(lines.slice(4, 7)).toEqual([
    '    us-2 (reference)  old^[[31m',
    '    eu-1, eu-2        new',
    '    us-1              missing',
  ]);
});

test('an object that fewer clusters have than lack is only in these', () => {
  const lines = differenceLines({ ...difference, clusters: ['eu-1'], missing: ['a', 'b'], fields: [] }, undefined, 80);
  expect(lines).toEqual(['deployment.apps/cart in shop: only in eu-1']);
});

test('the matrix marks values by letters, and a cluster that is not known', () => {
  const clusters = ['eu-1', 'eu-2', 'us-1', 'us-2', 'ap-1', 'dead'];
  expect(matrixLines([difference], clusters, undefined, 80)).toEqual([
    'FIELD                                    eu-1   eu-2   us-1   us-2   ap-1   dead',
    'deployment.apps/cart in shop             =      =      =      =      -      ?',
    '  ...RING].valueFrom.secretKeyRef.name   =      =      -      a             ?',
    '  spec.replicas                          a      b      a      b             ?',
  ]);
});

test('clusters that do not fit are numbered, without those that do not differ', () => {
  const clusters = Array.from({ length: 30 }, (_, index) => `arn:aws:eks:eu-central-1:123456789012:cluster/${index}`);
  const [odd = '', ...others] = clusters;
  const groups = [
    { clusters: [odd], value: 2 },
    { clusters: others, value: 3 },
  ];
  const few = { ...difference, clusters, missing: [], fields: [{ path: 'spec.replicas', groups }] };
  expect(matrixLines([few], clusters, undefined, 80)).toEqual([
    '1 arn:aws:eks:eu-central-1:123456789012:cluster/0',
    'without a difference: 29 clusters',
    '',
    'FIELD                          1',
    'deployment.apps/cart in shop   =',
    '  spec.replicas                a',
  ]);
  const each = clusters.map((cluster, value) => ({ clusters: [cluster], value }));
  const lines = matrixLines([{ ...few, fields: [{ path: 'spec.replicas', groups: each }] }], clusters, undefined, 80);
  expect(lines.filter(line => line.startsWith('FIELD'))).toHaveLength(3);
  expect(lines.every(line => line.length <= 80)).toBe(true);
});
