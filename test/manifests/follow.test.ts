import { expect, test } from 'vitest';
import { application, follow, kustomization, makeRepository, repoURL } from './follow.fixture.ts';

const objects = `apiVersion: v1
kind: ConfigMap
metadata: {name: a}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: b, namespace: own}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: c}
---
apiVersion: example.org/v1
kind: Widget
metadata: {name: d}
`;

test('what Argo CD deploys is in its namespace where it names none, and is there once', async () => {
  const texts = { 'apps/cart.json': application('cart', { repoURL, path: 'cart' }), 'cart/all.yaml': objects };
  expect(await follow(texts)).toEqual({
    objects: [
      'Application cart apps/cart.json',
      'ConfigMap shop/a cart/all.yaml',
      'ConfigMap own/b cart/all.yaml',
      'ClusterRole c cart/all.yaml',
      'Widget d cart/all.yaml',
    ],
    problems: [],
    files: 2,
    folders: 0,
    notFollowed: [],
  });
});

test('what Flux deploys is all in its namespace, and comes along when only the cluster is linted', async () => {
  const sourceRef = { kind: 'GitRepository', name: 'fleet' };
  const texts = {
    'clusters/eu-1/cart.json': kustomization('cart', { path: './cart', sourceRef, targetNamespace: 'prod' }),
    'cart/all.yaml': objects,
    'other/all.yaml': objects,
  };
  expect((await follow(texts, ['clusters'])).objects).toEqual([
    'Kustomization flux-system/cart clusters/eu-1/cart.json',
    'ConfigMap prod/a cart/all.yaml',
    'ConfigMap prod/b cart/all.yaml',
    'ClusterRole c cart/all.yaml',
    'Widget d cart/all.yaml',
  ]);
});

test('charts and kustomizations are rendered with what the application says', async () => {
  const texts = {
    'apps/cart.json': application('cart', { repoURL, path: 'cart', helm: { valuesObject: { text: 'told' } } }),
    'apps/web.json': application('web', { repoURL, path: 'web/prod' }),
    'cart/Chart.yaml': 'apiVersion: v2\nname: cart\nversion: 1.0.0\n',
    'cart/templates/a.yaml':
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: {{ .Release.Name }}-{{ required "text is needed" .Values.text }}}\n',
    'web/prod/kustomization.yaml': 'resources: [base]\nnamePrefix: prod-\n',
    'web/prod/base/kustomization.yaml': 'resources: [a.yaml]\n',
    'web/prod/base/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n',
  };
  expect(await follow(texts)).toEqual({
    objects: [
      'Application cart apps/cart.json',
      'Application web apps/web.json',
      'ConfigMap shop/cart-told cart/templates/a.yaml cart',
      'ConfigMap shop/prod-a web/prod/base/a.yaml web/prod',
    ],
    problems: [],
    files: 2,
    folders: 2,
    notFollowed: [],
  });
});

test('applications of applications are followed, in circles once', async () => {
  const texts = {
    'root.json': application('root', { repoURL, path: 'apps' }, 'argocd'),
    'apps/cart.json': application('cart', { repoURL, path: 'cart' }),
    'apps/root.json': application('root', { repoURL, path: 'apps' }, 'argocd'),
    'cart/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n',
  };
  expect((await follow(texts, ['root.json'])).objects).toEqual([
    'Application root root.json',
    'Application argocd/cart apps/cart.json',
    'Application argocd/root apps/root.json',
    'ConfigMap shop/a cart/a.yaml',
  ]);
});

test('a folder that is deployed twice is judged twice', async () => {
  const texts = {
    'eu.json': application('eu', { repoURL, path: 'cart' }, 'eu'),
    'us.json': application('us', { repoURL, path: 'cart' }, 'us'),
    'cart/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n',
  };
  expect((await follow(texts)).objects.slice(2)).toEqual(['ConfigMap eu/a cart/a.yaml', 'ConfigMap us/a cart/a.yaml']);
});

test('folders of another repository are not those of this one', async () => {
  await makeRepository('git@example.org:team/fleet.git');
  const repository = (name: string, url: string) =>
    JSON.stringify({
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata: { name, namespace: 'flux-system' },
      spec: { url },
    });
  const texts = {
    'clusters/a.json': application('ours', { repoURL, path: 'a' }),
    'clusters/b.json': application('theirs', { repoURL: 'https://example.org/team/other', path: 'b' }),
    'clusters/c.json': kustomization('ours', { path: './c', sourceRef: { kind: 'GitRepository', name: 'ours' } }),
    'clusters/d.json': kustomization('theirs', { path: './d', sourceRef: { kind: 'GitRepository', name: 'theirs' } }),
    'clusters/e.json': repository('ours', repoURL) + repository('theirs', 'https://example.org/team/other'),
    ...Object.fromEntries(['a', 'b', 'c', 'd'].map(name => [`${name}/x.yaml`, `apiVersion: v1\nkind: ${name}\n`])),
  };
  const { objects } = await follow(texts, ['clusters']);
  expect(objects.slice(6)).toEqual(['a shop/(no name) a/x.yaml', 'c (no name) c/x.yaml']);
});

test('a rendering that fails is a problem of its folder', async () => {
  const texts = {
    'cart.json': application('cart', { repoURL, path: 'cart' }),
    'cart/Chart.yaml': 'apiVersion: v2\nname: cart\nversion: 1.0.0\n',
    'cart/templates/a.yaml': '{{ fail "never" }}',
  };
  expect(await follow(texts)).toEqual({
    objects: ['Application cart cart.json'],
    problems: [{ file: 'cart', message: 'helm template: execution error at (cart/templates/a.yaml:1:3): never' }],
    files: 1,
    folders: 0,
    notFollowed: [],
  });
});

test('an object that is malformed deploys nothing', async () => {
  const texts = {
    'a.json': application('a', { repoURL, path: 7, helm: { values: 7 } }),
    'b.json': application('b', { repoURL: 7, path: 'c' }),
    'c/a.yaml': 'apiVersion: v1\nkind: Pod\n',
  };
  expect((await follow(texts)).objects).toEqual([
    'Application a a.json',
    'Application b b.json',
    'Pod (no name) c/a.yaml',
  ]);
});
