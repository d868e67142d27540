import { expect, test } from 'vitest';
import type { ClusterFacts } from './cluster-facts.ts';
import { loadEngine } from '../engine/engine.ts';
import { factsWithManifests } from './manifest-facts.ts';

const engine = await loadEngine(new URL('../../dist/', import.meta.url));

const claim = (name: string, spec: unknown, namespace?: string) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name, namespace },
  spec,
});
const statefulSet = (name: string) => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name, namespace: 'shop' },
  spec: { template: { metadata: { labels: { app: name } }, spec: {} } },
});
const workload = (type: string, name: string) => ({
  type,
  namespace: 'shop',
  name,
  labels: {},
  provider: '',
  placedBy: 'karmada',
  holds: '',
});
const budget = (name: string, spec: object) => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name, namespace: 'shop' },
  spec,
});

test('claims and workloads of a set are known beside those of the cluster, and take the place of those of the same name', () => {
  const known: ClusterFacts = {
    version: 'v1.36.3',
    claims: [
      { namespace: 'shop', name: 'data', accessModes: ['ReadWriteMany'] },
      { namespace: 'other', name: 'data', accessModes: ['ReadWriteMany'] },
    ],
    workloads: [workload('apps/StatefulSet', 'db'), workload('apps/Deployment', 'db')],
  };
  expect(
    factsWithManifests([statefulSet('db'), claim('data', { accessModes: ['ReadWriteOnce'] }, 'shop')], known, engine),
  ).toEqual({
    version: 'v1.36.3',
    claims: [{ namespace: 'shop', name: 'data', accessModes: ['ReadWriteOnce'] }, known.claims?.[1]],
    workloads: [
      { ...workload('apps/StatefulSet', 'db'), labels: { app: 'db' }, placedBy: '', holds: 'state of its own' },
      workload('apps/Deployment', 'db'),
    ],
  });
});

test('a workload that a placement of the set selects is placed', () => {
  const deployment = { ...statefulSet('web'), kind: 'Deployment' };
  const policy = {
    apiVersion: 'policy.karmada.io/v1alpha1',
    kind: 'PropagationPolicy',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { resourceSelectors: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }] },
  };
  const { workloads } = factsWithManifests([deployment, policy], {}, engine);
  expect(workloads).toEqual([{ ...workload('apps/Deployment', 'web'), labels: { app: 'web' } }]);
});

test('a workload of which no rule would speak takes the place of one of its name all the same', () => {
  const plain = { ...statefulSet('web'), kind: 'Deployment' };
  const known = { workloads: [workload('apps/Deployment', 'web')] };
  expect(factsWithManifests([plain], known, engine)).toEqual({ workloads: [] });
});

test('two claims of one name are both known', () => {
  const claims = [
    claim('data', { accessModes: ['ReadWriteOnce'] }, 'shop'),
    claim('data', { accessModes: ['ReadWriteMany'] }, 'shop'),
  ];
  const { claims: known = [] } = factsWithManifests(claims, {}, engine);
  expect(known.map(({ accessModes }) => accessModes)).toEqual([['ReadWriteOnce'], ['ReadWriteMany']]);
});

test('manifests that name no namespace lie in one together', () => {
  expect(factsWithManifests([claim('data', { accessModes: [] })], {}, engine)).toEqual({
    claims: [{ namespace: '', name: 'data', accessModes: [] }],
  });
});

test('a set with a budget does not prove that there is no other one', () => {
  const selector = { matchLabels: { app: 'db' } };
  const set = [budget('db', { selector })];
  expect(factsWithManifests(set, {}, engine)).toEqual({});
  expect(factsWithManifests(set, { disruptionBudgets: [] }, engine)).toEqual({
    disruptionBudgets: [{ namespace: 'shop', name: 'db', selector }],
  });
});

test.each([
  [
    'labels that are no texts',
    { ...statefulSet('db'), spec: { template: { metadata: { labels: { v: 1.2 } }, spec: {} } } },
  ],
  ['modes that are no texts', claim('a', { accessModes: ['ReadWriteOnce', 7] }, 'shop')],
  ['modes that are no list', claim('a', { accessModes: 'ReadWriteOnce' }, 'shop')],
  ['a patch', { ...statefulSet('db'), spec: { replicas: 2 } }],
  ['a patch without spec', { ...statefulSet('db'), spec: undefined }],
  ['a name that is made up later', { ...statefulSet('db'), metadata: { generateName: 'db-', namespace: 'shop' } }],
  ['no metadata', { ...statefulSet('db'), metadata: null }],
  ['a budget without selector', budget('db', {})],
  ['a budget with a selector that is none', budget('db', { selector: 'app=db' })],
])('%s among the manifests hides no other one', (_, object) => {
  const { workloads } = factsWithManifests([object, statefulSet('beside')], { disruptionBudgets: [] }, engine);
  expect(workloads?.map(({ name }) => name)).toContain('beside');
});
