import { expect, test } from 'vitest';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import { ownersOfPod, type FindOwner, type Reference } from './owners.ts';

const owned = (name: string, ...ownerReferences: object[]) => ({ metadata: { name, ownerReferences } });
const controlledBy = (kind: string, name: string) => ({
  apiVersion: 'apps/v1',
  kind,
  name,
  uid: `${name}-1`,
  controller: true,
});

function finding(...found: (KubernetesObject | undefined)[]): { find: FindOwner; asked: [Reference, string][] } {
  const asked: [Reference, string][] = [];
  const find: FindOwner = (reference, namespace) => {
    asked.push([reference, namespace]);
    return Promise.resolve(found[asked.length - 1]);
  };
  return { find, asked };
}

test('a Pod, its ReplicaSet and its Deployment, each by its UID', async () => {
  const pod = owned('web-1', controlledBy('ReplicaSet', 'web-5d'));
  const replicaSet = owned('web-5d', controlledBy('Deployment', 'web'));
  const deployment = { metadata: { name: 'web' } };
  const { find, asked } = finding(pod, replicaSet, deployment);
  expect(await ownersOfPod({ namespace: 'shop', name: 'web-1', uid: '69a0' }, find)).toEqual([
    pod,
    replicaSet,
    deployment,
  ]);
  expect(asked).toEqual([
    [{ apiVersion: 'v1', kind: 'Pod', name: 'web-1', uid: '69a0' }, 'shop'],
    [controlledBy('ReplicaSet', 'web-5d'), 'shop'],
    [controlledBy('Deployment', 'web'), 'shop'],
  ]);
});

test('a Pod that no controller made stands alone', async () => {
  const pod = owned('web-1', { apiVersion: 'v1', kind: 'ConfigMap', name: 'settings' });
  expect(await ownersOfPod({ namespace: 'shop', name: 'web-1' }, finding(pod).find)).toEqual([pod]);
});

test('the chain ends at what cannot be found', async () => {
  const pod = owned('web-1', controlledBy('ReplicaSet', 'web-5d'));
  expect(await ownersOfPod({ namespace: 'shop', name: 'web-1' }, finding(pod, undefined).find)).toEqual([pod]);
  expect(await ownersOfPod({ namespace: 'shop', name: 'web-1' }, finding().find)).toEqual([]);
});

test('owners that own each other end, too', async () => {
  const one = owned('a', controlledBy('ReplicaSet', 'a'));
  expect(await ownersOfPod({ namespace: 'shop', name: 'a' }, () => Promise.resolve(one))).toHaveLength(5);
});
