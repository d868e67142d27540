import { expect, test } from 'vitest';
import { scriptedClient } from './client.fixture.ts';
import { ownersOfPod } from './owners.ts';

const owned = (name: string, ...ownerReferences: object[]) => ({ metadata: { name, ownerReferences } });
const controlledBy = (apiVersion: string, kind: string, name: string) => ({ apiVersion, kind, name, controller: true });
const apps = {
  resources: [
    { name: 'deployments/scale', kind: 'Deployment', namespaced: true },
    { name: 'deployments', kind: 'Deployment', namespaced: true },
    { name: 'replicasets', kind: 'ReplicaSet', namespaced: true },
  ],
};

test('a Pod, its ReplicaSet and its Deployment', async () => {
  const pod = owned('web-1', controlledBy('apps/v1', 'ReplicaSet', 'web-5d'));
  const replicaSet = owned('web-5d', controlledBy('apps/v1', 'Deployment', 'web'));
  const deployment = { metadata: { name: 'web' } };
  const client = scriptedClient({
    '/api/v1/namespaces/shop/pods/web-1': [pod],
    '/apis/apps/v1': [apps, apps],
    '/apis/apps/v1/namespaces/shop/replicasets/web-5d': [replicaSet],
    '/apis/apps/v1/namespaces/shop/deployments/web': [deployment],
  });
  expect(await ownersOfPod(client, 'shop', 'web-1')).toEqual([pod, replicaSet, deployment]);
});

test('a Pod that no controller made stands alone', async () => {
  const pod = owned('web-1', { apiVersion: 'v1', kind: 'ConfigMap', name: 'settings' });
  expect(await ownersOfPod(scriptedClient({ '/api/v1/namespaces/shop/pods/web-1': [pod] }), 'shop', 'web-1')).toEqual([
    pod,
  ]);
});

test('the chain ends at a kind that is not served, and at a node', async () => {
  const gone = owned('web-1', controlledBy('example.com/v1', 'Website', 'web'));
  const mirror = owned('etcd-1', controlledBy('v1', 'Node', 'eu-1-a'));
  const node = { metadata: { name: 'eu-1-a' } };
  const client = scriptedClient({
    '/api/v1/namespaces/shop/pods/web-1': [gone],
    '/apis/example.com/v1': [{ resources: [] }],
    '/api/v1/namespaces/shop/pods/etcd-1': [mirror],
    '/api/v1': [{ resources: [{ name: 'nodes', kind: 'Node', namespaced: false }] }],
    '/api/v1/nodes/eu-1-a': [node],
  });
  expect(await ownersOfPod(client, 'shop', 'web-1')).toEqual([gone]);
  expect(await ownersOfPod(client, 'shop', 'etcd-1')).toEqual([mirror, node]);
});

test('owners that own each other end, too', async () => {
  const one = owned('a', controlledBy('apps/v1', 'ReplicaSet', 'a'));
  const always = { get: (path: string) => Promise.resolve(path === '/apis/apps/v1' ? apps : one) };
  expect(await ownersOfPod(always, 'shop', 'a')).toHaveLength(5);
});

test('what cannot be read is an error, for then nothing is known of who placed the Pod', async () => {
  const client = scriptedClient({ '/api/v1/namespaces/shop/pods/web-1': [new Error('forbidden')] });
  await expect(ownersOfPod(client, 'shop', 'web-1')).rejects.toThrow('forbidden');
});
