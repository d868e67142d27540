import { expect, test } from 'vitest';
import { application, follow, kustomization, makeRepository, repoURL } from './follow.fixture.ts';

const template = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: {{ .Release.Name }}-{{ .Values.text }}}\n';
const chart = { 'web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n', 'web/templates/a.yaml': template };

test('value files may lie in another source of the application, which may be this repository', async () => {
  const named = (name: string, address: string) => {
    const helm = { valueFiles: ['$values/env/*.yaml'] };
    const spec = {
      sources: [
        { repoURL, path: 'web', helm },
        { repoURL: address, ref: 'values' },
      ],
    };
    return JSON.stringify({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata: { name }, spec });
  };
  const texts = {
    ...chart,
    'a.json': named('here', repoURL),
    'env/1.yaml': 'text: one\n',
    'env/2.yaml': 'text: two\n',
  };
  expect((await follow(texts, ['a.json'])).objects.slice(1)).toEqual(['ConfigMap here-two web/templates/a.yaml web']);
  await makeRepository(repoURL);
  const other = 'https://example.org/team/values';
  const away = { 'b.json': named('away', other) };
  expect((await follow(away, ['b.json'])).notFollowed).toEqual([
    `Application away: its value file env/*.yaml is not here: ${other} is another repository; --source tells where it is`,
  ]);
  expect((await follow(away, ['b.json'], [`${other}=.`])).objects.slice(1)).toEqual([
    'ConfigMap away-two web/templates/a.yaml web',
  ]);
});

test('what a release makes of a chart of this repository is judged', async () => {
  const sourceRef = { kind: 'GitRepository', name: 'fleet' };
  const release = {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { chart: { spec: { chart: './web', sourceRef, valuesFiles: ['web/b.yaml'] } }, values: { text: 'told' } },
  };
  const texts = { ...chart, 'web/b.yaml': 'text: file\n', 'a.json': JSON.stringify(release) };
  expect((await follow(texts, ['a.json'])).objects.slice(1)).toEqual([
    'ConfigMap shop/web-told web/templates/a.yaml web',
  ]);
});

test('sources that nobody has here are told, and followed where the user says so', async () => {
  const ref = (kind: string) => ({ path: './cart', sourceRef: { kind, name: 'cart' } });
  const kinds = ['OCIRepository', 'Bucket', 'ExternalArtifact'];
  const texts = {
    ...Object.fromEntries(kinds.map(kind => [`clusters/${kind}.json`, kustomization(kind.toLowerCase(), ref(kind))])),
    'cart/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n',
  };
  const { objects: alone, notFollowed } = await follow(texts, ['clusters']);
  expect(alone).toHaveLength(3);
  expect(notFollowed).toEqual([
    'Kustomization flux-system/bucket: a Bucket is not followed; --source tells where it is',
    'Kustomization flux-system/externalartifact: an ExternalArtifact is not followed; --source tells where it is',
    'Kustomization flux-system/ocirepository: an OCIRepository is not followed; --source tells where it is',
  ]);
  const told = await follow(texts, ['clusters'], ['OCIRepository/flux-system/cart=.']);
  expect(told.objects.slice(3)).toEqual(['ConfigMap a cart/a.yaml']);
  expect(told.notFollowed).toHaveLength(2);
  const all = await follow(texts, ['clusters'], ['*=.']);
  expect(all.objects.slice(3)).toEqual(['ConfigMap a cart/a.yaml']);
  expect(all.notFollowed).toEqual([]);
});

test('two applications that deploy one folder to one namespace deploy its objects once', async () => {
  const texts = {
    'a.json': application('a', { repoURL, path: 'cart' }),
    'b.json': application('b', { repoURL, path: './cart' }),
    'cart/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n',
  };
  const { objects, files } = await follow(texts);
  expect([objects.slice(2), files]).toEqual([['ConfigMap shop/a cart/a.yaml'], 3]);
});

test('an object that is not followed is told as it is deployed, and once', async () => {
  const sourceRef = { kind: 'GitRepository', name: 'a' };
  const texts = {
    'root.json': kustomization('root', { path: './apps', targetNamespace: 'x', sourceRef }),
    'apps/cart.json': application('cart', { repoURL, path: 'nowhere' }),
  };
  expect((await follow(texts)).notFollowed).toEqual(['Application x/cart: there is no folder nowhere here']);
});

test('artifacts that are made of folders of this repository are followed', async () => {
  const generator = {
    apiVersion: 'source.extensions.fluxcd.io/v1beta1',
    kind: 'ArtifactGenerator',
    metadata: { name: 'parts', namespace: 'flux-system' },
    spec: {
      sources: [{ alias: 'fleet', kind: 'GitRepository', name: 'fleet' }],
      artifacts: [{ name: 'cart', copy: [{ from: '@fleet/apps/cart/**', to: '@artifact/' }] }],
    },
  };
  const sourceRef = { kind: 'ExternalArtifact', name: 'cart' };
  const texts = {
    'clusters/parts.json': JSON.stringify(generator),
    'clusters/cart.json': kustomization('cart', { path: './eu', sourceRef }),
    'clusters/none.json': kustomization('none', { path: './eu', sourceRef: { ...sourceRef, name: 'none' } }),
    'apps/cart/eu/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n',
  };
  const { objects, notFollowed } = await follow(texts, ['clusters']);
  expect(objects.slice(3)).toEqual(['ConfigMap a apps/cart/eu/a.yaml']);
  expect(notFollowed).toEqual([
    'Kustomization flux-system/none: an ExternalArtifact is not followed; --source tells where it is',
  ]);
});

test('a folder that is rendered takes no file away of which nothing was made', async () => {
  const object = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`;
  const texts = {
    ...chart,
    'web/values.yaml': 'text: told\n',
    'web/team/other.yaml': object('other'),
    'tenant/cart.json': application('cart', { repoURL, path: '.' }),
    'tenant/web.json': application('web', { repoURL, path: 'web' }),
    'kustomization.yaml': 'resources: [own.yaml]\n',
    'own.yaml': object('own'),
    'not-named.yaml': object('not-named'),
  };
  const { objects, problems } = await follow(texts);
  expect(problems).toEqual([]);
  expect(objects.toSorted()).toEqual([
    'Application cart tenant/cart.json',
    'Application web tenant/web.json',
    'ConfigMap not-named not-named.yaml',
    'ConfigMap other web/team/other.yaml',
    'ConfigMap shop/own own.yaml .',
    'ConfigMap shop/web-told web/templates/a.yaml web',
  ]);
});
