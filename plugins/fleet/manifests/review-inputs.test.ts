import { expect, test } from 'vitest';
import type { ClusterFacts } from '../../../policies/engine/cluster-facts.ts';
import type { KubernetesObject } from '../../../policies/engine/kubernetes.ts';
import { reviewInputs } from './review-inputs.ts';

const exemptions = [{ kind: 'FleetExemption' }];
const settings = { exemptionDays: 30 };
const circumstances = { now: new Date('2026-01-31T12:00:00Z'), settings, exemptions };

function inputsOf(...objects: KubernetesObject[]) {
  return inputsFor({}, ...objects);
}

function inputsFor(cluster: ClusterFacts, ...objects: KubernetesObject[]) {
  const manifests = objects.map((object, index) => ({ object, source: { file: 'a.yaml', line: index + 1 } }));
  return reviewInputs(manifests, { ...circumstances, cluster });
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
        cluster: { claims: [] },
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

test('every object knows the claims among the manifests', () => {
  const claim = (name: string, spec: unknown) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, namespace: 'shop' },
    spec,
  });
  const pod = { apiVersion: 'v1', kind: 'Pod' };
  const inputs = inputsOf(
    pod,
    claim('a', { accessModes: ['ReadWriteOnce', 7] }),
    claim('b', null),
    claim('c', { accessModes: 'ReadWriteMany' }),
  );
  expect(inputs[0]?.input.cluster).toEqual({
    claims: [
      { namespace: 'shop', name: 'a', accessModes: ['ReadWriteOnce'] },
      { namespace: 'shop', name: 'b', accessModes: [] },
      { namespace: 'shop', name: 'c', accessModes: [] },
    ],
  });
});

test('what is known of the cluster is known beside what the manifests tell, and a claim among them is the newer one', () => {
  const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'a', namespace: 'shop' } };
  const old = { namespace: 'shop', name: 'a', accessModes: ['ReadWriteMany'] };
  const other = { namespace: 'other', name: 'a', accessModes: ['ReadWriteOnce'] };
  const [first] = inputsFor({ version: 'v1.36.3', owner: 'retail', claims: [old, other] }, claim);
  expect(first?.input.cluster).toEqual({
    version: 'v1.36.3',
    owner: 'retail',
    claims: [{ namespace: 'shop', name: 'a', accessModes: [] }, other],
  });
});

test('the cluster is one value for all, because the engine takes facts in again when it is given another one', () => {
  const [first, second] = inputsOf({ kind: 'Pod' }, { kind: 'Pod' });
  expect(first?.input.cluster).toBe(second?.input.cluster);
});
