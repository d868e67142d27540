import { expect, test } from 'vitest';
import { clientOf, clusterAt, startServer, type Said } from '../../../../kubernetes/client/server.fixture.ts';
import type { AppLabels } from './app-labels.ts';
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

const labels: AppLabels = {
  names: [{ label: 'app.kubernetes.io/name' }],
  release: { annotation: 'meta.helm.sh/release-name' },
  chart: { label: 'helm.sh/chart' },
};

async function read(answer: (path: string) => Said, namespace?: string, labelSelector?: string) {
  const { url, asked } = await startServer(({ path }) => answer(path));
  const workloads = await readWorkloads({ namespace, labelSelector, labels })(await clientOf(url), clusterAt(url));
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
  expect((await read(nothing, 'shop', 'team=a')).paths[0]).toBe(
    '/apis/apps/v1/namespaces/shop/daemonsets?labelSelector=team%3Da&limit=500',
  );
});

test('a kind that is refused does not hide the others; when all are, that is the failure', async () => {
  const forbidden: Said = { status: 403, body: { message: 'daemonsets.apps is forbidden' } };
  const some = await read(path => (path.includes('daemonsets') ? forbidden : { body: { items: [db] } }));
  expect(some.running.map(({ app }) => app)).toEqual(['db', 'db', 'db']);
  expect(some.refused.map(({ message }) => message)).toEqual(['daemonsets.apps is forbidden']);
  await expect(read(() => forbidden)).rejects.toThrow('daemonsets.apps is forbidden');
});

test('a CronJob runs an app too, and Helm is named where it installed one', async () => {
  const template = { spec: { containers: [{ name: 'report', image: 'report:1' }] } };
  const report = {
    metadata: {
      name: 'report',
      namespace: 'shop',
      labels: { 'helm.sh/chart': 'report-0.3.0' },
      annotations: { 'meta.helm.sh/release-name': 'monthly' },
    },
    spec: { jobTemplate: { spec: { template } } },
  };
  const { running } = await read(path => ({ body: { items: path.includes('cronjobs') ? [report] : null } }));
  expect(running).toEqual([
    {
      app: 'report',
      version: '1',
      image: 'report:1',
      namespace: 'shop',
      workload: 'cronjob.batch/report',
      helm: { release: 'monthly', chart: 'report-0.3.0' },
    },
  ]);
});
