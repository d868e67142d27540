import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readManifests } from './read-manifests.ts';

let workingDirectory = '';
beforeEach(async () => {
  workingDirectory = await mkdtemp(join(tmpdir(), 'read-manifests-'));
});
afterEach(() => rm(workingDirectory, { recursive: true }));

const plain = { kustomize: false, helm: false, valueFiles: [] };
const { signal } = new AbortController();
const pod = { apiVersion: 'v1', kind: 'Pod' };

test('manifests of all paths come with file and line, and what is no manifest beside them', async () => {
  await writeFile(join(workingDirectory, 'a.yaml'), '---\napiVersion: v1\nkind: Pod\n---\nreplicas: 1\n');
  await writeFile(join(workingDirectory, 'b.yaml'), 'a: [');
  await writeFile(join(workingDirectory, 'c.yaml'), 'a\0');
  const stdin = Readable.from([Buffer.from('{"apiVersion":"v1","kind":"Pod"}')]);
  const read = await readManifests(['.', 'nowhere', '-'], plain, { workingDirectory, stdin, env: {}, signal });
  expect(read.manifests).toMatchObject([
    { object: pod, source: { file: 'a.yaml', line: 2 }, text: { path: [] } },
    { object: pod, source: { file: '-', line: 1 }, text: { path: [] } },
  ]);
  expect(read.problems).toEqual([
    { file: 'nowhere', message: 'no such file or folder' },
    { file: 'a.yaml', line: 5, message: 'is not a Kubernetes object: no apiVersion' },
    { file: 'b.yaml', line: 1, column: 4, message: '[ is not closed' },
    { file: 'c.yaml', message: 'line 1, column 2 is a NUL byte; save the file as UTF-8 if it is text' },
  ]);
  expect(read.files).toBe(3);
});

test('many files are read, in their order', async () => {
  const names = Array.from({ length: 100 }, (_, index) => `${index + 100}.yaml`);
  await Promise.all(names.map(name => writeFile(join(workingDirectory, name), 'apiVersion: v1\nkind: Pod\n')));
  const { manifests, files } = await readManifests(['.'], plain, {
    workingDirectory,
    stdin: Readable.from([]),
    env: {},
    signal,
  });
  expect(manifests.map(({ source }) => source.file)).toEqual(names);
  expect(files).toBe(100);
});
