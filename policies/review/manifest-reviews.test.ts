import { expect, test } from 'vitest';
import type { ClusterFacts } from '../facts/cluster-facts.ts';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import { loadEngine } from '../engine/engine.ts';
import { manifestReviews } from './manifest-reviews.ts';

const engine = await loadEngine(new URL('../../dist/', import.meta.url));
const exemptions = [{ kind: 'FleetExemption' }];
const settings = { exemptionDays: 30 };
const context = { now: new Date('2026-01-31T12:00:00Z'), settings, exemptions };

const claim = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'a', namespace: 'shop' },
  spec: { accessModes: ['ReadWriteOnce'] },
};

function inputsOf(...objects: KubernetesObject[]) {
  return inputsFor({}, ...objects);
}

function inputsFor(cluster: ClusterFacts, ...objects: KubernetesObject[]) {
  const manifests = objects.map((object, index) => ({ object, source: { file: 'a.yaml', line: index + 1 } }));
  return manifestReviews(manifests, engine, { ...context, cluster });
}

test('a manifest is reviewed as an object that is created', () => {
  const object = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'cart', namespace: 'shop' } };
  expect(inputsOf(object)).toEqual([
    {
      manifest: { object, source: { file: 'a.yaml', line: 1 } },
      input: {
        operation: 'CREATE',
        kind: { group: 'apps', version: 'v1', kind: 'Deployment' },
        resource: { group: 'apps', version: 'v1', resource: '' },
        subResource: '',
        namespace: 'shop',
        name: 'cart',
        object,
        oldObject: null,
        userInfo: {},
        fieldManager: '',
        dryRun: false,
        namespaceObject: null,
        exemptions,
        cluster: {},
        settings,
        now: '2026-01-31T12:00:00.000Z',
      },
    },
  ]);
});

test('the core group, a missing name and a missing namespace are empty', () => {
  const [pod] = inputsOf({ apiVersion: 'v1', kind: 'Pod', metadata: { generateName: 'a-' } });
  expect(pod?.input.kind).toEqual({ group: '', version: 'v1', kind: 'Pod' });
  expect([pod?.input.name, pod?.input.namespace]).toEqual(['', '']);
});

test('an object knows its namespace when that is among the manifests', () => {
  const shop = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { team: 'a' } } };
  const foreign = { apiVersion: 'a.io/v1', kind: 'Namespace', metadata: { name: 'foreign' } };
  const pods = ['shop', 'foreign', 'other'].map(namespace => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace },
  }));
  const namespaces = inputsOf(...pods, shop, foreign).map(({ input }) => input.namespaceObject);
  expect(namespaces).toEqual([shop, null, null, null, null]);
});

test('to what is known of the cluster come the claims among the manifests', () => {
  const [first] = inputsFor({ version: 'v1.36.3', owner: 'retail' }, claim);
  expect(first?.input.cluster).toEqual({
    version: 'v1.36.3',
    owner: 'retail',
    claims: [{ namespace: 'shop', name: 'a', accessModes: ['ReadWriteOnce'] }],
  });
});

test('the cluster is one value for all, because the engine takes facts in again when it is given another one', () => {
  const [first, second] = inputsOf(claim, { kind: 'Pod' });
  expect(first?.input.cluster).toBe(second?.input.cluster);
});
