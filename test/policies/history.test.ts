import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reviewOfCreate } from '../../policies/review/review-of-create.ts';
import { loadEngine } from '../../policies/engine/engine.ts';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';

const engine = await loadEngine(new URL('../../dist/', import.meta.url));
const runs = { numRuns: 500 };

/** An object that is made of parts, of which each by itself is refused or none of the others is. */
interface Subject {
  objectOf: (parts: readonly KubernetesObject[], clusters: readonly string[]) => KubernetesObject;
  /** Parts that are refused, each apart from all others. */
  refused: readonly KubernetesObject[];
  harmless: readonly KubernetesObject[];
}

const named = (kind: string, name: string): KubernetesObject => ({ apiVersion: 'apps/v1', kind, name });
const manifest = (kind: string, name: string): KubernetesObject => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name, namespace: 'shop' },
  spec: { replicas: 1 },
});
const names = ['a', 'b', 'c', 'd', 'e', 'f'];

const policy: Subject = {
  objectOf: (resourceSelectors, clusterNames) => ({
    apiVersion: 'policy.karmada.io/v1alpha1',
    kind: 'PropagationPolicy',
    metadata: { name: 'shop', namespace: 'shop' },
    spec: {
      resourceSelectors,
      placement: clusterNames.length === 0 ? {} : { clusterAffinity: { clusterNames } },
    },
  }),
  refused: [
    ...names.map(name => named('StatefulSet', name)),
    { apiVersion: 'apps/v1', kind: 'StatefulSet', labelSelector: { matchLabels: { app: 'a' } } },
    { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: 'a' },
    { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster' },
  ],
  harmless: names.map(name => named('Deployment', name)),
};

const work: Subject = {
  objectOf: manifests => ({
    apiVersion: 'work.karmada.io/v1alpha1',
    kind: 'Work',
    metadata: { name: 'shop', namespace: 'karmada-es-eu-1' },
    spec: { workload: { manifests } },
  }),
  refused: [
    ...names.map(name => manifest('StatefulSet', name)),
    { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { generateName: 'a-' } },
    {
      ...manifest('Deployment', 'burst'),
      spec: { template: { spec: { nodeSelector: { type: 'virtual-kubelet' } } } },
    },
  ],
  harmless: names.map(name => manifest('Deployment', name)),
};

const onFargate: Subject = {
  objectOf: containers => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { template: { spec: { nodeSelector: { 'eks.amazonaws.com/compute-type': 'fargate' }, containers } } },
  }),
  refused: names.map(name => ({ name, image: 'web:1', securityContext: { privileged: true } })),
  harmless: names.map(name => ({ name: `plain-${name}`, image: 'web:1' })),
};

const subjects = { policy, work, onFargate };

/** One value for all reviews, so that the policy takes up facts once. */
const surroundings = { cluster: {}, settings: {}, namespaceObject: null, now: '2026-11-30T00:00:00Z' };

/** Decides an update by a person of an object that was there before the webhook. */
function update(oldObject: KubernetesObject, object: KubernetesObject) {
  const userInfo = { username: 'ann' };
  return engine.decide({ ...reviewOfCreate(object, surroundings), operation: 'UPDATE', oldObject, userInfo });
}

const some = (parts: readonly KubernetesObject[], minLength: number) =>
  fc.shuffledSubarray([...parts], { minLength, maxLength: parts.length });

test.each(Object.entries(subjects))('%s: fewer or the same violations are never refused', (_, subject) => {
  const before = fc.tuple(some(subject.refused, 1), some(subject.harmless, 0)).map(parts => parts.flat());
  const change = before.chain(parts => fc.tuple(fc.constant(parts), some(parts, 0), some(subject.harmless, 0)));
  fc.assert(
    fc.property(change, ([parts, kept, added]) => {
      const { findings } = update(
        subject.objectOf(parts, ['eu-1', 'us-1']),
        subject.objectOf([...added, ...kept], ['us-1']),
      );
      expect(findings.filter(({ action }) => action === 'deny')).toEqual([]);
    }),
    runs,
  );
});

test.each(Object.entries(subjects))('%s: one more violation is refused, and it alone', (_, subject) => {
  fc.assert(
    fc.property(some(subject.refused, 2), some(subject.harmless, 0), ([added, ...parts], harmless) => {
      if (added === undefined) throw new Error('there is nothing to add');
      const clusters = ['eu-1'];
      const { findings } = update(
        subject.objectOf([...parts, ...harmless], clusters),
        subject.objectOf([added, ...parts], clusters),
      );
      const denied = findings.filter(({ action }) => action === 'deny');
      const { findings: alone } = update(subject.objectOf([], clusters), subject.objectOf([added], clusters));
      expect(denied.map(({ message }) => message)).toEqual(
        alone.filter(({ action }) => action === 'deny').map(({ message }) => message),
      );
      expect(denied.length).toBeGreaterThan(0);
    }),
    runs,
  );
});

test('a placement that reaches another cluster is refused, and one that reaches fewer is not', () => {
  const clusters = fc.subarray(['eu-1', 'us-1', 'ap-1'], { minLength: 1 });
  fc.assert(
    fc.property(some(policy.refused, 1), clusters, fc.option(clusters, { nil: [] }), (parts, before, after) => {
      const isWithin = after.length > 0 && after.every(cluster => before.includes(cluster));
      expect(update(policy.objectOf(parts, before), policy.objectOf(parts, after)).allowed).toBe(isWithin);
      // No name at all is every cluster.
      expect(update(policy.objectOf(parts, []), policy.objectOf(parts, after)).allowed).toBe(true);
    }),
    runs,
  );
});

test('a selector of all contains names, and names do not contain it', () => {
  const all: KubernetesObject = { apiVersion: 'apps/v1', kind: 'StatefulSet' };
  const selectors = policy.refused.filter(({ kind }) => kind === 'StatefulSet');
  fc.assert(
    fc.property(some(selectors, 1), parts => {
      expect(update(policy.objectOf([all], ['eu-1']), policy.objectOf(parts, ['eu-1'])).allowed).toBe(true);
      expect(update(policy.objectOf(parts, ['eu-1']), policy.objectOf([all], ['eu-1'])).allowed).toBe(false);
    }),
    runs,
  );
});
