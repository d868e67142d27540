import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { titleOf } from '../../plugins/fleet/manifests/manifest.ts';
import { readManifests } from '../../plugins/fleet/manifests/read-manifests.ts';
import { runProgram } from '../../policies/bundle/program.ts';
import { saidSources } from '../../plugins/fleet/rendering/said-sources.ts';
import { loadEngine, type Engine } from '../../policies/engine/engine.ts';
import { putOnPath, type ToolPath } from '../testbed/binaries/on-path.ts';
import { helm, kubectl } from '../testbed/binaries/tools.ts';

let tools: ToolPath;
let engine: Engine;
beforeAll(async () => {
  tools = await putOnPath([helm, kubectl]);
  engine = await loadEngine(new URL('../../dist/', import.meta.url));
});
afterAll(() => tools.remove());

let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'follow-')));
});
afterEach(() => rm(folder, { recursive: true }));

/** What is read of files with these texts: each object with its place, and what is wrong. */
async function follow(texts: Record<string, string>, paths: readonly string[] = ['.'], said: readonly string[] = []) {
  for (const [file, text] of Object.entries(texts)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  const surroundings = {
    env: { ...process.env, PATH: tools.path },
    workingDirectory: folder,
    stdin: Readable.from([]),
    signal: new AbortController().signal,
  };
  const options = {
    kustomize: true,
    helm: true,
    valueFiles: [],
    following: { engine, said: saidSources(said, folder) },
  };
  const { manifests, problems, files, folders, notFollowed = [] } = await readManifests(paths, options, surroundings);
  const objects = manifests.map(({ object, source }) => {
    const { file, renderedFrom } = source;
    return [titleOf(object), file, ...(renderedFrom === undefined ? [] : [renderedFrom])].join(' ');
  });
  const reasons = notFollowed.map(({ object, reason }) => `${object}: ${reason}`);
  return { objects, problems, files, folders, notFollowed: reasons };
}

function application(name: string, source: object, namespace = 'shop'): string {
  const spec = { source, destination: { server: 'https://10.0.0.1', namespace } };
  return JSON.stringify({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata: { name }, spec });
}

function kustomization(name: string, spec: object): string {
  const metadata = { name, namespace: 'flux-system' };
  return JSON.stringify({ apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization', metadata, spec });
}

const repoURL = 'https://example.org/team/fleet.git';
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
  const git = (...words: string[]) => runProgram('git', words, { cwd: folder });
  await git('init', '--quiet');
  await git('remote', 'add', 'origin', 'git@example.org:team/fleet.git');
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
  await runProgram('git', ['init', '--quiet'], { cwd: folder });
  await runProgram('git', ['remote', 'add', 'origin', repoURL], { cwd: folder });
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
