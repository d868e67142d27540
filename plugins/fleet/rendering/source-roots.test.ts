import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SourceFolder } from '../../../policies/engine/sources.ts';
import type { Roots } from './roots.ts';
import { rootsOfSource } from './source-roots.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'source-roots-'));
  const files = [
    'cart/Chart.yaml',
    'cart/prod.yaml',
    'common.yaml',
    'prod/kustomization.yaml',
    'plain/a.yaml',
    'plain/README.md',
    'plain/deep/b.yaml',
    'plain/overlay/kustomization.yaml',
    'empty/README.md',
  ];
  for (const file of files) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), '');
  }
});
afterAll(() => rm(root, { recursive: true }));

const helm = { release: 'shop', valueFiles: [], ignoreMissing: false, values: '', parameters: [] };
const source = { repository: '', reference: '', namespace: '', moves: false, kustomize: false, recurse: false, helm };

function rootsOf(path: string, more: Partial<SourceFolder> = {}, workingDirectory = root): Promise<Roots> {
  return rootsOfSource({ ...source, path, ...more }, root, workingDirectory);
}

const kustomization = (folder: string): Roots => ({ files: [], renderings: [{ folder, by: 'kustomize' }] });
const nothing: Roots = { files: [], renderings: [] };

test('a chart is rendered as the source says', async () => {
  const valueFiles = ['prod.yaml', '/common.yaml', 'nowhere.yaml'];
  const parameters = [{ name: 'replicas', value: '3', isText: false }];
  const told = { ...helm, valueFiles, values: 'a: b', parameters };
  const rendering = { folder: 'cart', by: 'helm', release: 'shop', values: 'a: b', parameters };
  const named = ['cart/prod.yaml', 'common.yaml', 'cart/nowhere.yaml'].map(file => join(root, file));
  expect(await rootsOf('cart', { helm: told })).toEqual({
    files: [],
    renderings: [{ ...rendering, valueFiles: named }],
  });
  expect(await rootsOf('cart', { namespace: 'prod', helm: { ...told, ignoreMissing: true } })).toEqual({
    files: [],
    renderings: [{ ...rendering, namespace: 'prod', valueFiles: named.slice(0, 2) }],
  });
});

test('a kustomization is rendered', async () => {
  expect(await rootsOf('./prod/')).toEqual(kustomization('prod'));
  expect(await rootsOf('prod', { kustomize: true }, join(root, 'plain'))).toEqual(kustomization('../prod'));
  expect(await rootsOf('prod', {}, join(root, 'prod'))).toEqual(kustomization('.'));
});

test('of other folders the files are read, those below where the source says so', async () => {
  expect(await rootsOf('plain')).toEqual({ files: ['plain/a.yaml'], renderings: [] });
  expect(await rootsOf('plain', { recurse: true })).toEqual({
    files: ['plain/a.yaml', 'plain/deep/b.yaml', 'plain/overlay/kustomization.yaml'],
    renderings: [],
  });
});

test('a folder that is a kustomization without saying so has all files and kustomizations below it', async () => {
  expect(await rootsOf('plain', { kustomize: true })).toEqual({
    files: ['plain/a.yaml', 'plain/deep/b.yaml'],
    renderings: [{ folder: 'plain/overlay', by: 'kustomize' }],
  });
});

test('the root of the repository may be the folder', async () => {
  expect(await rootsOf('.')).toEqual({ files: ['common.yaml'], renderings: [] });
});

test('what is not there, is empty or lies outside the repository is nothing', async () => {
  expect(await Promise.all(['nowhere', 'common.yaml', 'empty', '..', '../../etc'].map(path => rootsOf(path)))).toEqual([
    nothing,
    nothing,
    nothing,
    nothing,
    nothing,
  ]);
});
