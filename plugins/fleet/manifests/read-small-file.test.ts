import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSmallFile } from './read-small-file.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'read-small-file-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a file of a mebibyte is read as a whole, and a larger one is none of these', async () => {
  const path = join(folder, 'full');
  await writeFile(path, 'é'.repeat(2 ** 19));
  expect(await readSmallFile(path)).toBe('é'.repeat(2 ** 19));
  await writeFile(path, 'x', { flag: 'a' });
  await expect(readSmallFile(path)).rejects.toThrow('it is larger than 1 MiB');
});

test('a pipe without a writer and a device are refused at once', async () => {
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const refusals = [pipe, '/dev/zero'].map(path => expect(readSmallFile(path)).rejects.toThrow('it is no file'));
  await Promise.all(refusals);
});

test('a folder and a file that is not there have the error of the system', async () => {
  await expect(readSmallFile(folder)).rejects.toThrow('EISDIR');
  await expect(readSmallFile(join(folder, 'nowhere'))).rejects.toThrow('ENOENT');
});
