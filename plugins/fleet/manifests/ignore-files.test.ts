import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ignoreFilesFor, isIgnored } from './ignore-files.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'ignore-files-'));
  await mkdir(join(root, 'repository/.git'), { recursive: true });
  await mkdir(join(root, 'repository/deploy'));
});
afterEach(() => rm(root, { recursive: true }));

const ignoring = (folder: string, text: string) => writeFile(join(root, folder, '.kubectl-fleet-ignore'), text);

test('those of a folder and of the folders above it count, up to the root of the repository', async () => {
  for (const folder of ['', 'repository', 'repository/deploy']) await ignoring(folder, 'a.yaml\n');
  const files = await ignoreFilesFor(join(root, 'repository/deploy'));
  expect(files.map(({ folder }) => folder)).toEqual([join(root, 'repository'), join(root, 'repository/deploy')]);
});

test('outside of a repository those above a folder do not count', async () => {
  await mkdir(join(root, 'loose/deep'), { recursive: true });
  for (const folder of ['', 'loose', 'loose/deep']) await ignoring(folder, 'a.yaml\n');
  const files = await ignoreFilesFor(join(root, 'loose/deep'));
  expect(files.map(({ folder }) => folder)).toEqual([join(root, 'loose/deep')]);
});

test('one that is a pipe, a device or large is an error and not waited for', async () => {
  const path = join(root, 'repository/.kubectl-fleet-ignore');
  const read = () => ignoreFilesFor(join(root, 'repository'));
  execFileSync('mkfifo', [path]);
  await expect(read()).rejects.toThrow('.kubectl-fleet-ignore cannot be read: it is no file but a pipe');
  await rm(path);
  await symlink('/dev/zero', path);
  await expect(read()).rejects.toThrow('.kubectl-fleet-ignore cannot be read: it is no file but a pipe');
  await rm(path);
  await writeFile(path, '#'.repeat(2 ** 20 + 1));
  await expect(read()).rejects.toThrow('.kubectl-fleet-ignore cannot be read: it is larger than 1 MiB');
});

test('patterns mean what they mean to git, and the innermost file decides', async () => {
  await ignoring('repository', '*-dev.yaml\n/top.yaml\nlegacy/\n# no pattern\n!keep-dev.yaml\n');
  await ignoring('repository/deploy', '!a-dev.yaml\n');
  const folder = join(root, 'repository');
  const files = await ignoreFilesFor(join(folder, 'deploy'));
  const verdicts = [
    'a-dev.yaml',
    'keep-dev.yaml',
    'top.yaml',
    'deploy/a-dev.yaml',
    'deploy/b-dev.yaml',
    'deploy/top.yaml',
  ];
  expect(verdicts.filter(path => isIgnored(files, join(folder, path), false))).toEqual([
    'a-dev.yaml',
    'top.yaml',
    'deploy/b-dev.yaml',
  ]);
  expect(isIgnored(files, join(folder, 'legacy'), true)).toBe(true);
  expect(isIgnored(files, join(folder, 'legacy'), false)).toBe(false);
  expect(isIgnored(files, join(folder, 'A-DEV.yaml'), false)).toBe(false);
});

test('what lies beside or above the folder of an ignore file is none of its matters', async () => {
  await ignoring('repository/deploy', '*\n');
  const files = await ignoreFilesFor(join(root, 'repository/deploy'));
  expect(isIgnored(files, join(root, 'repository/a.yaml'), false)).toBe(false);
  expect(isIgnored(files, join(root, 'repository/deploy'), true)).toBe(false);
});
