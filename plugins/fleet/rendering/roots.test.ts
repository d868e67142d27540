import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { rootsAmong, type Roots } from './roots.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'roots-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** The roots among files with these texts. */
async function rootsOf(texts: Record<string, string>, options = {}): Promise<Roots> {
  for (const [file, text] of Object.entries(texts)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  return rootsAmong(Object.keys(texts), { kustomize: true, helm: true, valueFiles: [], ...options }, folder);
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
  expect(await rootsOf(texts)).toEqual({
    files: ['a.yaml', 'charts/cart-2/web.yaml'],
    renderings: [{ folder: 'charts/cart', by: 'helm', valueFiles: [] }],
  });
});

test('a library of templates makes nothing by itself', async () => {
  expect(await rootsOf({ 'lib/Chart.yaml': `${chart}type: library\n` })).toEqual({ files: [], renderings: [] });
});

test('files of values are for all charts, and are not read as manifests', async () => {
  const texts = { 'cart/Chart.yaml': chart, 'web/Chart.yaml': 'a: [', 'prod.yaml': '' };
  expect(await rootsOf(texts, { valueFiles: ['prod.yaml'] })).toEqual({
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
    'common/config.yaml': '',
    'parts/tls/kustomization.yml': 'kind: Component\n',
    'prod/Kustomization':
      'resources: [../base]\ncomponents: [../parts/tls]\npatches: [{path: patch.yaml}]\nconfigMapGenerator: [{files: [a=../common/config.yaml]}]\n',
    'prod/patch.yaml': '',
    'stage/kustomization.yaml': 'bases: [../base/]\n',
  };
  expect(await rootsOf(texts)).toEqual({
    files: ['base/not-named.yaml'],
    renderings: [
      { folder: 'prod', by: 'kustomize' },
      { folder: 'stage', by: 'kustomize' },
    ],
  });
});

test('a text that is named like a folder does not make that a part', async () => {
  const texts = { 'shop/kustomization.yaml': 'namespace: prod\n', 'shop/prod/kustomization.yaml': '' };
  expect((await rootsOf(texts)).renderings.map(({ folder }) => folder)).toEqual(['shop', 'shop/prod']);
});

test('of kustomizations that are parts of each other one is rendered, to be told so', async () => {
  const texts = {
    'a/kustomization.yaml': 'resources: [../b]\n',
    'b/kustomization.yaml': 'resources: [../a]\n',
    'c/kustomization.yaml': 'resources: [.]\n',
  };
  expect((await rootsOf(texts)).renderings.map(({ folder }) => folder)).toEqual(['c', 'a']);
});

test('a component alone is not rendered', async () => {
  expect(await rootsOf({ 'tls/kustomization.yaml': 'kind: Component\n' })).toEqual({ files: [], renderings: [] });
});

test('a kustomization in a chart is a matter of the chart', async () => {
  const texts = { 'cart/Chart.yaml': chart, 'cart/ci/kustomization.yaml': '' };
  expect((await rootsOf(texts)).renderings).toEqual([{ folder: 'cart', by: 'helm', valueFiles: [] }]);
});

test('what is not to be rendered is read as it is', async () => {
  const texts = { 'cart/Chart.yaml': chart, 'prod/kustomization.yaml': 'resources: [db.yaml]\n', 'prod/db.yaml': '' };
  const roots = await rootsOf(texts, { kustomize: false, helm: false });
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
  expect(await rootsOf(texts)).toEqual({
    files: [],
    renderings: [
      { folder: 'a', by: 'kustomize' },
      { folder: 'b', by: 'kustomize' },
    ],
  });
  expect((await rootsOf(texts, { helm: false })).files).toEqual([]);
});
