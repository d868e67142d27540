import { expect, test } from 'vitest';
import { appOf, helmOf, readAppLabels } from './app-labels.ts';

const labels = await readAppLabels(new URL('../../../../dist/', import.meta.url));

test.each([
  [{ 'app.kubernetes.io/name': 'cart', 'app.kubernetes.io/instance': 'cart-blue', app: 'x' }, 'cart'],
  [{ 'app.kubernetes.io/instance': 'cart-blue', app: 'x' }, 'cart-blue'],
  [{ app: 'cart', 'k8s-app': 'y' }, 'cart'],
  [{ 'k8s-app': 'kube-dns' }, 'kube-dns'],
  [{ 'helm.sh/chart': 'ingress-nginx-4.11.2' }, 'ingress-nginx'],
  [{ 'helm.sh/chart': 'k8s-agent-v1.0.0_build' }, 'k8s-agent'],
  [{ 'app.kubernetes.io/name': '', tier: 'web' }, 'cart-v2'],
  [undefined, 'cart-v2'],
])('the app of a workload with %j is %s', (given, app) => {
  expect(appOf({ name: 'cart-v2', labels: given }, labels)).toBe(app);
});

test('Helm says which release and chart a workload is of', () => {
  const metadata = {
    name: 'cart',
    labels: { 'helm.sh/chart': 'cart-1.2.3' },
    annotations: { 'meta.helm.sh/release-name': 'shop' },
  };
  expect(helmOf(metadata, labels)).toEqual({ release: 'shop', chart: 'cart-1.2.3' });
  expect(helmOf({ ...metadata, labels: null }, labels)).toEqual({ release: 'shop' });
  expect(helmOf({ name: 'cart' }, labels)).toBeUndefined();
});

test('a folder without the data of the policy is said', async () => {
  await expect(readAppLabels(new URL('./', import.meta.url))).rejects.toThrow(/data\.json cannot be read/);
});
