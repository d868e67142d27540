import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSmallFile, readText, readTextOrEmpty } from './read-text.ts';

let workingDirectory = '';
beforeEach(async () => {
  workingDirectory = await mkdtemp(join(tmpdir(), 'read-text-'));
});
afterEach(() => rm(workingDirectory, { recursive: true }));

const stdin = Readable.from([]);

async function read(bytes: Uint8Array): Promise<string> {
  await writeFile(join(workingDirectory, 'a.yaml'), bytes);
  return readText('a.yaml', { workingDirectory, stdin });
}

test('a file is read below the working directory', async () => {
  expect(await read(Buffer.from('a: ü\r\n'))).toBe('a: ü\r\n');
});

test('standard input is read to its end, a letter torn between two pieces included', async () => {
  const torn = Readable.from([Buffer.from([0x61, 0xc3]), Buffer.from([0xbc])]);
  expect(await readText('-', { workingDirectory, stdin: torn })).toBe('aü');
});

test('what is no text is refused with its place', async () => {
  await expect(read(Buffer.from('a\0b'))).rejects.toThrow(/^line 1, column 2 is a NUL byte/);
});

test('what is too large is refused, also where it never ends', async () => {
  await expect(read(Buffer.alloc(50 * 2 ** 20, 'a: 1\n'))).rejects.toThrow(new Error('is larger than 32 MiB'));
  expect(await read(Buffer.alloc(32 * 2 ** 20, 'a'))).toHaveLength(32 * 2 ** 20);
  await expect(readText('/dev/zero', { workingDirectory, stdin })).rejects.toThrow(new Error('is larger than 32 MiB'));
  const endless = (function* () {
    for (;;) yield Buffer.alloc(2 ** 20, 'a');
  })();
  await expect(readText('-', { workingDirectory, stdin: Readable.from(endless) })).rejects.toThrow(
    new Error('is larger than 32 MiB'),
  );
});

test('a file of a mebibyte is read as a whole, and a larger one is none of these', async () => {
  const path = join(workingDirectory, 'full');
  await writeFile(path, 'é'.repeat(2 ** 19));
  expect(await readSmallFile(path)).toBe('é'.repeat(2 ** 19));
  await writeFile(path, 'x', { flag: 'a' });
  await expect(readSmallFile(path)).rejects.toThrow('it is larger than 1 MiB');
});

test('a pipe without a writer and a device are refused at once', async () => {
  const pipe = join(workingDirectory, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const refusals = [pipe, '/dev/zero'].map(path => expect(readSmallFile(path)).rejects.toThrow('it is no file'));
  await Promise.all(refusals);
});

test('a folder and a file that is not there have the error of the system', async () => {
  await expect(readSmallFile(workingDirectory)).rejects.toThrow('EISDIR');
  await expect(readSmallFile(join(workingDirectory, 'nowhere'))).rejects.toThrow('ENOENT');
});

test('the text is that of a file, and nothing of what may never end or is not there', async () => {
  await writeFile(join(workingDirectory, 'a.yaml'), 'kind: A');
  await symlink('a.yaml', join(workingDirectory, 'link.yaml'));
  await symlink('/dev/zero', join(workingDirectory, 'zero.yaml'));
  const names = ['a.yaml', 'link.yaml', 'zero.yaml', 'none.yaml', '.'];
  expect(await Promise.all(names.map(name => readTextOrEmpty(join(workingDirectory, name))))).toEqual([
    'kind: A',
    'kind: A',
    '',
    '',
    '',
  ]);
});
