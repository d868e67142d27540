import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SourcePlan } from './source-files.ts';
import { sourcePlan } from './source-plan.ts';
import type { SourceFolder } from '../../../policies/gitops/sources.ts';

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
    'apps/web/kustomization.yaml',
    'apps/web/not-named.yaml',
    'apps/web/app/kustomization.yaml',
    'apps/cart.yaml',
    'empty/README.md',
    'mixed/a.yaml',
    'mixed/b.jsonnet',
  ];
  for (const file of files) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), '');
  }
});
afterAll(() => rm(root, { recursive: true }));

const helm = {
  release: 'shop',
  valueFiles: [],
  ignoreMissing: false,
  values: '',
  parameters: [],
  kubeVersion: '',
  apiVersions: [],
  skipSchema: false,
};
const source: Omit<SourceFolder, 'path'> = {
  repository: '',
  reference: '',
  elsewhere: '',
  namespace: '',
  moves: false,
  kustomize: false,
  isChart: false,
  recurse: false,
  include: '',
  exclude: '',
  others: ['.jsonnet'],
  helm,
};

function rootsOf(path: string, more: Partial<SourceFolder> = {}, workingDirectory = root): Promise<SourcePlan> {
  const locate = (repository: string) => (repository === '' ? { root } : { reason: 'it is away' });
  return sourcePlan({ ...source, path, ...more }, root, locate, workingDirectory);
}

const kustomization = (folder: string): SourcePlan => ({
  files: [],
  renderings: [{ folder, by: 'kustomize' }],
  notFollowed: [],
});
const files = (...all: string[]): SourcePlan => ({ files: all, renderings: [], notFollowed: [] });
const none = (reason: string): SourcePlan => ({ files: [], renderings: [], notFollowed: [reason] });

test('a chart is rendered as the source says', async () => {
  const parameters = [{ name: 'replicas', value: '3', isText: false }];
  const told = { ...helm, values: 'a: b', parameters };
  const rendering = { folder: 'cart', by: 'helm', release: 'shop', valueFiles: [], values: 'a: b', parameters };
  expect((await rootsOf('cart', { helm: told })).renderings).toEqual([{ ...rendering, skipSchema: false }]);
  const valueFiles = [{ path: 'prod.yaml', repository: '', fromRoot: false }];
  const more = { kubeVersion: '1.30.0', apiVersions: ['example.org/v1'], skipSchema: true };
  expect((await rootsOf('cart', { namespace: 'prod', helm: { ...told, valueFiles, ...more } })).renderings).toEqual([
    { ...rendering, namespace: 'prod', valueFiles: [join(root, 'cart/prod.yaml')], ...more },
  ]);
});

test('a chart with values that are not here is not rendered', async () => {
  const valueFiles = [{ path: 'a.yaml', repository: 'https://example.org/a', fromRoot: true }];
  expect(await rootsOf('cart', { helm: { ...helm, valueFiles } })).toEqual(
    none('its value file a.yaml is not here: it is away'),
  );
});

test('what has to be a chart is no folder of files', async () => {
  expect(await rootsOf('plain', { isChart: true })).toEqual(none('no chart lies in plain'));
});

test('a kustomization is rendered', async () => {
  expect(await rootsOf('./prod/')).toEqual(kustomization('prod'));
  expect(await rootsOf('prod', { kustomize: true }, join(root, 'plain'))).toEqual(kustomization('../prod'));
  expect(await rootsOf('prod', {}, join(root, 'prod'))).toEqual(kustomization('.'));
});

test('of other folders the files are read, those below where the source says so', async () => {
  expect(await rootsOf('plain')).toEqual(files('plain/a.yaml'));
  expect(await rootsOf('plain', { recurse: true })).toEqual(
    files('plain/a.yaml', 'plain/deep/b.yaml', 'plain/overlay/kustomization.yaml'),
  );
});

test.each([
  ['', 'deep/*', ['plain/a.yaml', 'plain/overlay/kustomization.yaml']],
  ['', '{a.yaml,overlay/*}', ['plain/deep/b.yaml']],
  ['*.yaml', '*/k*', ['plain/a.yaml', 'plain/deep/b.yaml']],
  // The slash is a part of the glob, which therefore matches only paths with a slash.
  ['**/*.yaml', '', ['plain/deep/b.yaml', 'plain/overlay/kustomization.yaml']],
  ['[!a].yaml', '', []],
  ['{a,deep/[!a]}.yaml', '', ['plain/a.yaml', 'plain/deep/b.yaml']],
])('of a folder are read those that %j includes and %j does not exclude', async (include, exclude, expected) => {
  expect((await rootsOf('plain', { recurse: true, include, exclude })).files).toEqual(expected);
});

test('a glob that is too long to be matched is told', async () => {
  expect(await rootsOf('plain', { exclude: '*'.repeat(1001) })).toEqual(
    none('its glob is longer than 1000 characters'),
  );
});

test('a folder that is named - is no standard input', async () => {
  await mkdir(join(root, '-'));
  await writeFile(join(root, '-/a.yaml'), '');
  expect(await rootsOf('-')).toEqual(files('-/a.yaml'));
  await rm(join(root, '-'), { recursive: true });
});

test('files that only the system makes manifests of are told', async () => {
  const reason = 'its .jsonnet files are not rendered';
  expect(await rootsOf('mixed')).toEqual({ ...files('mixed/a.yaml'), notFollowed: [reason] });
  expect(await rootsOf('mixed', { exclude: '*.jsonnet' })).toEqual(files('mixed/a.yaml'));
  expect(await rootsOf('mixed', { others: [] })).toEqual(files('mixed/a.yaml'));
});

test('a folder that is a kustomization without saying so has all files and kustomizations below it', async () => {
  expect(await rootsOf('plain', { kustomize: true })).toEqual({
    ...files('plain/a.yaml', 'plain/deep/b.yaml'),
    renderings: [{ folder: 'plain/overlay', by: 'kustomize' }],
  });
});

test('what lies below a kustomization there is a matter of that', async () => {
  expect(await rootsOf('apps', { kustomize: true })).toEqual({
    ...files('apps/cart.yaml'),
    renderings: [{ folder: 'apps/web', by: 'kustomize' }],
  });
});

test('the root of the repository may be the folder', async () => {
  expect(await rootsOf('.')).toEqual(files('common.yaml'));
});

test('what is not there, is empty or lies outside of the repository is told', async () => {
  expect(await rootsOf('nowhere')).toEqual(none('there is no folder nowhere here'));
  expect(await rootsOf('common.yaml')).toEqual(none('there is no folder common.yaml here'));
  expect(await rootsOf('empty')).toEqual(none('no manifest lies in empty'));
  expect(await rootsOf('../../etc')).toEqual(none('its path ../../etc lies outside of the repository'));
});

test('a link that leads out of the repository is not followed, wherever it is', async () => {
  const outside = await mkdtemp(join(tmpdir(), 'outside-'));
  await writeFile(join(outside, 'a.yaml'), '');
  await mkdir(join(root, 'linked'));
  await symlink(join(outside, 'a.yaml'), join(root, 'linked/a.yaml'));
  await symlink('../common.yaml', join(root, 'linked/common.yaml'));
  await symlink(outside, join(root, 'out'));
  expect(await rootsOf('linked')).toEqual({
    ...files('linked/common.yaml'),
    notFollowed: ['its link linked/a.yaml leads out of the repository'],
  });
  expect(await rootsOf('out')).toEqual(none('its path out leads out of the repository'));
  const valueFiles = [{ path: '/linked/a.yaml', repository: '', fromRoot: false }];
  expect(await rootsOf('cart', { helm: { ...helm, valueFiles } })).toEqual(
    none('its value file linked/a.yaml leads out of the repository'),
  );
  for (const path of ['linked', 'out']) await rm(join(root, path), { recursive: true });
  await rm(outside, { recursive: true });
});
