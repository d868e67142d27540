import { expect, test } from 'vitest';
import { clientOf, startServer, type Said } from '../clusters/server.fixture.ts';
import { readInventory } from './read-inventory.ts';

const answers: Record<string, Said> = {
  '/version': { body: { gitVersion: 'v1.37.2' } },
  '/apis': { body: { groups: [{ name: 'apps' }, { name: 'argoproj.io' }] } },
  '/api/v1/nodes': { body: { items: [{ metadata: { name: 'a' }, spec: { taints: [] } }] } },
  '/api/v1/namespaces': { body: { items: [{ metadata: { name: 'kube-system' } }] } },
  '/apis/apps/v1/deployments': { body: { items: [{ metadata: { name: 'cart' } }] } },
  '/apis/apps/v1/statefulsets': { body: { items: null } },
  '/apis/apps/v1/daemonsets': { body: { items: [] } },
  '/apis/batch/v1/cronjobs': { body: { items: [{ metadata: { name: 'report' } }] } },
};

async function read(changes: Record<string, Said> = {}) {
  const all = { ...answers, ...changes };
  const { url, asked } = await startServer(({ path }) => all[path.replace(/\?.*/, '')] ?? { status: 404, body: {} });
  const inventory = await readInventory(await clientOf(url));
  return { ...inventory, asked };
}
const forbidden = (what: string): Said => ({ status: 403, body: { message: `${what} is forbidden` } });

test('an inventory is version, groups, nodes, namespaces and workloads, each told what it is', async () => {
  const { objects, unread } = await read();
  expect(unread).toEqual([]);
  expect(objects).toEqual({
    version: 'v1.37.2',
    apiGroups: ['apps', 'argoproj.io'],
    nodes: [{ apiVersion: 'v1', kind: 'Node', metadata: { name: 'a' }, spec: { taints: [] } }],
    namespaces: [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'kube-system' } }],
    workloads: [
      { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'cart' } },
      { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'report' } },
    ],
  });
});

test('of workloads and namespaces only the metadata is asked for, of nodes all', async () => {
  const { asked } = await read();
  const accept = (path: string) => asked.find(one => one.path.startsWith(path))?.headers.accept;
  expect(accept('/apis/apps/v1/deployments')).toBe('application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1');
  expect(accept('/api/v1/namespaces')).toBe('application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1');
  expect(accept('/api/v1/nodes')).toBe('application/json');
});

test('a part that is refused is absent with the reason, and what can be read of it is kept', async () => {
  const { objects, unread } = await read({
    '/api/v1/nodes': forbidden('nodes'),
    '/apis/batch/v1/cronjobs': { status: 500, body: {} },
  });
  expect(objects.nodes).toBeUndefined();
  expect(objects.workloads).toHaveLength(1);
  expect(unread.map(({ part }) => part).toSorted()).toEqual(['nodes', 'workloads']);
});

test('when everything is refused, that is the cluster’s failure', async () => {
  const all = Object.fromEntries(Object.keys(answers).map(path => [path, forbidden('everything')]));
  await expect(read(all)).rejects.toThrow('everything is forbidden');
});

test('a 401 to one request is a failure at once: nobody knows who asks', async () => {
  await expect(read({ '/api/v1/nodes': { status: 401, body: {} } })).rejects.toThrow(
    'unauthorized: the kubeconfig gives no credentials for it',
  );
});
