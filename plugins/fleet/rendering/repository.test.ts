import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runProgram } from '../../../kubernetes/program/program.ts';
import { repositoryHere, type Repository } from './repository.ts';

let folder = '';
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'repository-')));
});
afterEach(() => rm(folder, { recursive: true }));

function repositoryIn(workingDirectory: string): Promise<Repository> {
  return repositoryHere({ env: process.env, workingDirectory, signal: new AbortController().signal });
}

async function git(...words: string[]): Promise<void> {
  const { exitCode, stderr } = await runProgram('git', words, { cwd: folder });
  if (exitCode !== 0) throw new Error(stderr);
}

test('the root is that of the repository, from wherever in it', async () => {
  await git('init', '--quiet');
  await mkdir(join(folder, 'clusters/eu-1'), { recursive: true });
  expect((await repositoryIn(join(folder, 'clusters/eu-1'))).root).toBe(folder);
});

test('without a repository it is the working directory, and no address is known to be another', async () => {
  const { root, isAt } = await repositoryIn(folder);
  expect(root).toBe(folder);
  expect(isAt('https://example.org/team/fleet')).toBe(true);
});

test('an address is that of a remote however it is written', async () => {
  await git('init', '--quiet');
  await git('remote', 'add', 'origin', 'git@example.org:Team/fleet.git');
  await git('remote', 'add', 'mirror', 'https://user@mirror.example.org:8443/fleet');
  const { isAt } = await repositoryIn(folder);
  const same = [
    'https://example.org/team/fleet',
    'ssh://git@example.org:22/team/fleet.git/',
    'https://mirror.example.org/fleet',
  ];
  expect(same.map(isAt)).toEqual([true, true, true]);
  const other = ['https://example.org/team/other', 'https://example.org/fleet', 'https://example.com/team/fleet', ''];
  expect(other.map(isAt)).toEqual([false, false, false, false]);
});
