import { expect, test } from 'vitest';
import type { Read } from '../../../policies/facts/reads.ts';
import { clientOf, startServer, type Said } from '../../../kubernetes/client/server.fixture.ts';
import { readInventory } from './read-inventory.ts';

const listOf = (into: Read['into'], path: string, kind: string, ...fields: string[][]): Read => {
  const [group = '', version = '', resource = ''] = path.split('/');
  return { into, group, version, resource, kind, fields, by: ['plugin'] };
};
const reads: Read[] = [
  listOf('nodes', '/v1/nodes', 'Node', ['spec', 'taints']),
  listOf('namespaces', '/v1/namespaces', 'Namespace', ['metadata', 'labels']),
  listOf('workloads', 'apps/v1/deployments', 'Deployment'),
  listOf('workloads', 'batch/v1/cronjobs', 'CronJob'),
  listOf('disruptionBudgets', 'policy/v1/poddisruptionbudgets', 'PodDisruptionBudget', ['spec', 'selector']),
  {
    ...listOf('clusters', '/v1/secrets', 'Secret', ['data', 'server']),
    labelSelector: 'type=cluster',
    whenServed: 'argoproj.io',
  },
];
const answers: Record<string, Said> = {
  '/version': { body: { gitVersion: 'v1.37.2' } },
  '/apis': { body: { groups: [{ name: 'apps' }, { name: 'argoproj.io' }] } },
  '/api/v1/nodes': { body: { items: [{ metadata: { name: 'a', uid: '1' }, spec: { taints: [], podCIDR: '10' } }] } },
  '/api/v1/namespaces': { body: { items: [{ metadata: { name: 'kube-system', uid: '2' } }] } },
  '/apis/apps/v1/deployments': { body: { items: [{ metadata: { name: 'cart' } }] } },
  '/apis/batch/v1/cronjobs': { body: { items: null } },
  '/api/v1/secrets': { body: { items: [{ metadata: { name: 'eu-1' }, data: { server: 'eA==', config: 'token' } }] } },
};

async function read(changes: Record<string, Said> = {}) {
  const all = { ...answers, ...changes };
  const { url, asked } = await startServer(({ path }) => all[path.replace(/\?.*/, '')] ?? { status: 404, body: {} });
  const inventory = await readInventory(await clientOf(url), Promise.resolve(reads));
  return { ...inventory, asked };
}
const forbidden = (what: string): Said => ({ status: 403, body: { message: `${what} is forbidden` } });

test('an inventory is version, groups and lists, of each object what the policy needs of it', async () => {
  const { objects, unread } = await read();
  expect(unread).toEqual([]);
  expect(objects).toEqual({
    version: 'v1.37.2',
    apiGroups: ['apps', 'argoproj.io'],
    nodes: [{ apiVersion: 'v1', kind: 'Node', metadata: { name: 'a' }, spec: { taints: [] } }],
    namespaces: [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'kube-system' } }],
    workloads: [{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'cart' } }],
    disruptionBudgets: [],
    clusters: [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'eu-1' }, data: { server: 'eA==' } }],
    incomplete: [],
  });
});

test('where metadata is all that is kept, it is all that is asked for', async () => {
  const { asked } = await read();
  const accept = (path: string) => asked.find(one => one.path.startsWith(path))?.headers.accept;
  expect(accept('/apis/apps/v1/deployments')).toBe('application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1');
  expect(accept('/api/v1/namespaces')).toBe('application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1');
  expect(accept('/api/v1/nodes')).toBe('application/json');
});

test('secrets are asked for by their label, and only where the system is served whose they are', async () => {
  const paths = async (changes: Record<string, Said>) =>
    (await read(changes)).asked.flatMap(({ path }) => (path.includes('secrets') ? [path] : []));
  expect(await paths({})).toEqual(['/api/v1/secrets?labelSelector=type%3Dcluster&limit=500']);
  expect(await paths({ '/apis': { body: { groups: [{ name: 'apps' }] } } })).toEqual([]);
});

test('a list is empty when its group is not served, and unknown when only its version is not', async () => {
  const served = { body: { groups: [{ name: 'apps' }, { name: 'policy' }] } };
  expect((await read()).objects.disruptionBudgets).toEqual([]);
  const { objects, unread } = await read({ '/apis': served });
  expect(objects.disruptionBudgets).toBeUndefined();
  expect(objects.incomplete).toEqual(['disruptionBudgets']);
  expect(unread.map(({ part }) => part)).toEqual(['disruptionBudgets']);
});

test('a part that is refused is absent with the reason, and what can be read of it is kept', async () => {
  const { objects, unread } = await read({
    '/api/v1/nodes': forbidden('nodes'),
    '/apis/batch/v1/cronjobs': { status: 500, body: {} },
  });
  expect(objects.nodes).toBeUndefined();
  expect(objects.workloads).toHaveLength(1);
  expect(objects.incomplete).toEqual(['nodes', 'workloads']);
  expect(unread.map(({ part }) => part).toSorted()).toEqual(['nodes', 'workloads']);
});

test('when everything is refused, that is the cluster’s failure', async () => {
  const all = Object.fromEntries(Object.keys(answers).map(path => [path, forbidden('everything')]));
  await expect(read(all)).rejects.toThrow('everything is forbidden');
});

test('a 401 to one request is a failure at once: nobody knows who asks', async () => {
  await expect(read({ '/api/v1/nodes': { status: 401, body: {} } })).rejects.toThrow(
    'unauthorized: it wants credentials',
  );
});
