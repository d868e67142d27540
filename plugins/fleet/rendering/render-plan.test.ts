import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { renderPlan, type RenderPlan } from './render-plan.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'roots-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Returns the plan for files with these texts. */
async function planOf(texts: Record<string, string>, options = {}): Promise<RenderPlan> {
  for (const [file, text] of Object.entries(texts)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  return renderPlan(Object.keys(texts), { kustomize: true, helm: true, valueFiles: [], ...options }, folder);
}

const chart = 'apiVersion: v2\nname: cart\n';

test('a chart is rendered, and nothing below it is read as it is', async () => {
  const texts = {
    'a.yaml': '',
    'charts/cart/Chart.yaml': chart,
    'charts/cart/values.yaml': '',
    'charts/cart/templates/web.yaml': '',
    'charts/cart/charts/redis/Chart.yaml': chart,
    'charts/cart-2/web.yaml': '',
  };
  expect(await planOf(texts)).toEqual({
    files: ['a.yaml', 'charts/cart-2/web.yaml'],
    renderings: [{ folder: 'charts/cart', by: 'helm', valueFiles: [] }],
  });
});

test('a library of templates makes nothing by itself, and nothing else in its folder is taken for a part of it', async () => {
  const own = ['lib/Chart.yaml', 'lib/values.yaml', 'lib/templates/_web.yaml'];
  const others = ['lib/team/db.yaml', 'lib/templates/db.yaml', 'lib/crds/db.yaml'];
  const texts = Object.fromEntries([...own, ...others].map(file => [file, '']));
  const roots = await planOf({ ...texts, 'lib/Chart.yaml': `${chart}type: library\n` });
  expect(roots).toEqual({ files: others, renderings: [] });
});

test('of the folder of a chart all is read that helm does not make into manifests', async () => {
  const own = [
    'values-prod.yaml',
    'templates/web.yaml',
    'templates/a/b.yaml',
    'crds/a.yaml',
    'charts/redis/templates/a.yaml',
  ];
  const others = [
    'db.yaml',
    'team/db.yaml',
    'charts/db.yaml',
    'charts/_redis/templates/a.yaml',
    'charts/redis/db.yaml',
  ];
  const texts = Object.fromEntries([...own, ...others].map(file => [`cart/${file}`, '']));
  const roots = await planOf({ ...texts, 'cart/Chart.yaml': chart });
  expect(roots.files).toEqual(others.map(file => `cart/${file}`));
});

test('files of values are for all charts, and are not read as manifests', async () => {
  const texts = { 'cart/Chart.yaml': chart, 'web/Chart.yaml': 'a: [', 'prod.yaml': '' };
  expect(await planOf(texts, { valueFiles: ['prod.yaml'] })).toEqual({
    files: [],
    renderings: [
      { folder: 'cart', by: 'helm', valueFiles: ['prod.yaml'] },
      { folder: 'web', by: 'helm', valueFiles: ['prod.yaml'] },
    ],
  });
});

test('a kustomization that is no part of another is rendered, and what it is made of is not read as it is', async () => {
  const texts = {
    'base/kustomization.yaml': 'resources: [db.yaml]\n',
    'base/db.yaml': '',
    'base/not-named.yaml': '',
    'parts/tls/kustomization.yml': 'kind: Component\n',
    'prod/Kustomization':
      'resources: [../base]\ncomponents: [../parts/tls]\npatches: [{path: patch.yaml}]\nconfigMapGenerator: [{files: [a=config.yaml]}]\n',
    'prod/patch.yaml': '',
    'prod/config.yaml': '',
    'stage/kustomization.yaml': 'bases: [../base/]\n',
  };
  expect(await planOf(texts)).toEqual({
    files: ['base/not-named.yaml'],
    renderings: [
      { folder: 'prod', by: 'kustomize' },
      { folder: 'stage', by: 'kustomize' },
    ],
  });
});

test('a text that is named like a folder does not make that a part', async () => {
  const texts = { 'shop/kustomization.yaml': 'namespace: prod\n', 'shop/prod/kustomization.yaml': '' };
  expect((await planOf(texts)).renderings.map(({ folder }) => folder)).toEqual(['shop', 'shop/prod']);
});

test('of kustomizations that are parts of each other one is rendered, to be told so', async () => {
  const texts = {
    'a/kustomization.yaml': 'resources: [../b]\n',
    'b/kustomization.yaml': 'resources: [../a]\n',
    'c/kustomization.yaml': 'resources: [.]\n',
  };
  expect((await planOf(texts)).renderings.map(({ folder }) => folder)).toEqual(['c', 'a']);
});

test('a component alone is not rendered', async () => {
  expect(await planOf({ 'tls/kustomization.yaml': 'kind: Component\n' })).toEqual({ files: [], renderings: [] });
});

test('a kustomization among the templates of a chart is a matter of the chart', async () => {
  const texts = { 'cart/Chart.yaml': chart, 'cart/templates/kustomization.yaml': '' };
  expect((await planOf(texts)).renderings).toEqual([{ folder: 'cart', by: 'helm', valueFiles: [] }]);
});

test.each([
  ['its fields name no files', 'commonAnnotations: {x: db.yaml}\nconfigMapGenerator: [{literals: [a=db.yaml]}]\n'],
  ['kustomize reads nothing above its folder', 'resources: [../db.yaml]\n'],
  ['it names no chart', 'helmCharts: []\nhelmGlobals: {chartHome: ..}\n'],
  ['a name of a chart is no path', 'helmCharts: [{name: ../..}]\n'],
  ['it is a component of nothing', 'kind: Component\nresources: [db.yaml]\n'],
])('a kustomization takes no file away where %s', async (_, text) => {
  const texts = { 'team/kustomization.yaml': text, 'team/db.yaml': '', 'db.yaml': '' };
  expect((await planOf(texts)).files).toEqual(['team/db.yaml', 'db.yaml']);
});

test('a kustomization with a second document is for kustomize to refuse', async () => {
  const text = 'kind: Component\n---\nkind: StatefulSet\n';
  expect((await planOf({ 'team/kustomization.yaml': text })).renderings).toHaveLength(1);
});

test('every field that names files takes those away', async () => {
  const text = `
resources: [1.yaml]
crds: [2.yaml]
patches: [{path: 3.yaml}]
patchesStrategicMerge: [4.yaml]
replacements: [{path: 5.yaml}]
secretGenerator: [{files: [a=6.yaml, 7.yaml], envs: [8.yaml]}]
openapi: {path: 9.yaml}
helmCharts: [{name: web, valuesFile: 10.yaml, additionalValuesFiles: [11.yaml]}]
`;
  const files = Array.from({ length: 12 }, (_, index) => `team/${index + 1}.yaml`);
  const texts = Object.fromEntries(files.map(file => [file, '']));
  expect((await planOf({ 'team/kustomization.yaml': text, ...texts })).files).toEqual(['team/12.yaml']);
});

test('what is not to be rendered is read as it is', async () => {
  const texts = { 'cart/Chart.yaml': chart, 'prod/kustomization.yaml': 'resources: [db.yaml]\n', 'prod/db.yaml': '' };
  const roots = await planOf(texts, { kustomize: false, helm: false });
  expect(roots).toEqual({ files: Object.keys(texts), renderings: [] });
});

test('charts of a kustomization are a matter of that', async () => {
  const texts = {
    'a/kustomization.yaml': 'helmCharts: [{name: web}]\n',
    'a/charts/web/Chart.yaml': chart,
    'a/charts/web/values.yaml': '',
    'b/kustomization.yaml': 'helmGlobals: {chartHome: ../home}\nhelmCharts: [{name: web}]\n',
    'home/web/Chart.yaml': chart,
  };
  expect(await planOf(texts)).toEqual({
    files: [],
    renderings: [
      { folder: 'a', by: 'kustomize' },
      { folder: 'b', by: 'kustomize' },
    ],
  });
  expect((await planOf(texts, { helm: false })).files).toEqual([]);
});
