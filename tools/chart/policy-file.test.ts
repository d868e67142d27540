import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Read } from '../../policies/facts/reads.ts';
import { policyFile } from './policy-file.ts';

const read = (group: string, resource: string, by: Read['by']): Read => ({
  into: 'workloads',
  group,
  version: 'v1',
  resource,
  kind: '',
  fields: [],
  by,
});
const reads = [
  read('apps', 'statefulsets', ['plugin', 'webhook']),
  read('', 'nodes', ['webhook']),
  read('apps', 'deployments', ['webhook']),
  read('', 'pods', ['bindings']),
  read('', 'secrets', ['plugin']),
  read('example.org', 'rollouts', ['makers']),
];
const judged = [
  { group: 'apps', kind: 'StatefulSet', refused: true },
  { group: '', kind: 'Pod', refused: true },
  { group: 'types.example.org', kind: 'Federated*', refused: true },
  { group: 'example.org', kind: 'Policy', refused: true },
  { group: 'example.org', kind: 'Hint', refused: false },
];

const conditions = [
  { name: 'not-by-us', expression: 'true' },
  { name: 'with-a-mark', expression: 'false', of: [{ group: '', kind: 'PersistentVolume' }] },
  { name: 'of-one', expression: 'true', webhook: 'advise' },
];

test('what is read is put together by group and reader, what is judged by whether it may be refused', () => {
  expect(parse(policyFile(reads, judged, conditions))).toEqual({
    reads: [
      { apiGroups: [''], resources: ['nodes'] },
      { apiGroups: ['apps'], resources: ['deployments', 'statefulsets'] },
    ],
    readsForBindings: [{ apiGroups: [''], resources: ['pods'] }],
    makers: [{ apiGroups: ['example.org'], resources: ['rollouts'] }],
    refused: {
      rules: [
        { apiGroups: [''], resources: ['pods'] },
        { apiGroups: ['apps'], resources: ['statefulsets'] },
      ],
      groups: ['example.org', 'types.example.org'],
      kinds: ['example.org/Policy'],
      prefixes: ['types.example.org/Federated'],
    },
    advised: { rules: [], groups: ['example.org'], kinds: ['example.org/Hint'], prefixes: [] },
    conditions: [
      { name: 'not-by-us', expression: 'true', of: [] },
      { name: 'with-a-mark', expression: 'false', of: [{ groups: [''], resource: 'persistentvolumes' }] },
      { name: 'of-one', expression: 'true', webhook: 'advise', of: [] },
    ],
  });
});
