import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { valueFilesOf, type LocateRepository } from './value-files.ts';
import type { ValueFile } from '../../../policies/gitops/sources.ts';

let root: string;
beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'value-files-')));
  const files = ['web/values.yaml', 'web/b.yaml', 'web/a.yaml', 'web/env/c.yaml', 'common/.d.yaml', 'common/e.yml'];
  for (const file of files) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), '');
  }
});
afterAll(() => rm(root, { recursive: true }));

const locate: LocateRepository = repository =>
  repository === '' ? { root } : repository === 'other' ? { root: join(root, 'common') } : { reason: 'it is away' };

/** Returns the value files relative to the root, and the reasons why others are not read. */
async function read(files: readonly (string | ValueFile)[], ignoreMissing = false) {
  const valueFiles = files.map(file =>
    typeof file === 'string' ? { path: file, repository: '', fromRoot: false } : file,
  );
  const helm = { release: '', values: '', parameters: [], kubeVersion: '', apiVersions: [], skipSchema: false };
  const found = await valueFilesOf({ ...helm, valueFiles, ignoreMissing }, join(root, 'web'), locate);
  return { ...found, files: found.files.map(file => relative(root, file)) };
}

test('a file lies below the chart, below the root, or in another repository', async () => {
  const other = { path: 'e.yml', repository: 'other', fromRoot: true };
  const fromRoot = { path: 'common/e.yml', repository: '', fromRoot: true };
  expect((await read(['b.yaml', '/common/.d.yaml', other])).files).toEqual([
    'web/b.yaml',
    'common/.d.yaml',
    'common/e.yml',
  ]);
  expect((await read([fromRoot, '../web/a.yaml'])).files).toEqual(['common/e.yml', 'web/a.yaml']);
});

test('a glob is all that it matches in order, without what is named by itself', async () => {
  expect((await read(['*.yaml'])).files).toEqual(['web/a.yaml', 'web/b.yaml', 'web/values.yaml']);
  expect((await read(['*.yaml', 'a.yaml'])).files).toEqual(['web/b.yaml', 'web/values.yaml', 'web/a.yaml']);
  expect((await read(['**/*.yaml'])).files).toEqual(['web/a.yaml', 'web/b.yaml', 'web/values.yaml', 'web/env/c.yaml']);
  expect((await read(['/**/[ce].y?ml', '/common/*'])).files).toEqual([
    'web/env/c.yaml',
    'common/.d.yaml',
    'common/e.yml',
  ]);
  expect((await read([{ path: '*.yml', repository: 'other', fromRoot: true }])).files).toEqual(['common/e.yml']);
});

test('what is missing is for helm to refuse, unless it is to be ignored', async () => {
  expect((await read(['nowhere.yaml', 'env/*.json'])).files).toEqual(['web/nowhere.yaml', 'web/env/*.json']);
  expect((await read(['nowhere.yaml', 'env/*.json', 'a.yaml'], true)).files).toEqual(['web/a.yaml']);
});

test('a glob that is too long to be matched is told', async () => {
  const glob = '*'.repeat(1001);
  expect((await read([glob])).notFollowed).toEqual([`its value file ${glob} is a glob of more than 1000 characters`]);
});

test('what is not here is told', async () => {
  const away = { path: 'a.yaml', repository: 'https://example.org/a', fromRoot: true };
  expect((await read([away, '../../etc/a.yaml'])).notFollowed).toEqual([
    'its value file a.yaml is not here: it is away',
    'its value file ../../etc/a.yaml lies outside of the repository',
  ]);
});
