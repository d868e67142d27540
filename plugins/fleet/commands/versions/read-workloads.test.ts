import { expect, test } from 'vitest';
import { clientOf, clusterAt, startServer, type Said } from '../../../../kubernetes/client/server.fixture.ts';
import { readWorkloads } from './read-workloads.ts';

const workload = (name: string, containers: object[], labels?: object) => ({
  metadata: { name, namespace: 'shop', labels },
  spec: { template: { spec: { containers } } },
});
const cart = workload(
  'cart-v2',
  [
    { name: 'proxy', image: 'proxy:1' },
    { name: 'cart', image: 'cart:3.1.0' },
  ],
  {
    'app.kubernetes.io/name': 'cart',
  },
);
const db = workload('db', [{ name: 'postgres', image: 'postgres:17' }]);

async function read(answer: (path: string) => Said, namespace?: string) {
  const { url, asked } = await startServer(({ path }) => answer(path));
  const workloads = await readWorkloads(namespace)(await clientOf(url), clusterAt(url));
  return { ...workloads, paths: asked.map(({ path }) => path).sort() };
}

test('an app is its label or the workload itself; its container is the one of its name, else the first', async () => {
  const { running, refused } = await read(path => {
    const items = path.includes('deployments') ? [cart] : path.includes('statefulsets') ? [db] : [];
    return { body: { items } };
  });
  expect(refused).toEqual([]);
  expect(running).toEqual([
    { app: 'cart', version: '3.1.0', image: 'cart:3.1.0', namespace: 'shop', workload: 'deployment.apps/cart-v2' },
    { app: 'db', version: '17', image: 'postgres:17', namespace: 'shop', workload: 'statefulset.apps/db' },
  ]);
});

test('one namespace or all are asked', async () => {
  const nothing = () => ({ body: { items: [] } });
  expect((await read(nothing)).paths[0]).toBe('/apis/apps/v1/daemonsets?limit=500');
  expect((await read(nothing, 'shop')).paths[0]).toBe('/apis/apps/v1/namespaces/shop/daemonsets?limit=500');
});

test('a kind that is refused does not hide the others; when all are, that is the failure', async () => {
  const forbidden: Said = { status: 403, body: { message: 'daemonsets.apps is forbidden' } };
  const some = await read(path => (path.includes('daemonsets') ? forbidden : { body: { items: [db] } }));
  expect(some.running.map(({ app }) => app)).toEqual(['db', 'db']);
  expect(some.refused.map(({ message }) => message)).toEqual(['daemonsets.apps is forbidden']);
  await expect(read(() => forbidden)).rejects.toThrow('daemonsets.apps is forbidden');
});
