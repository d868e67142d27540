import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Contents } from './contents.ts';
import { readFile } from './read-file.ts';

let workingDirectory = '';
beforeEach(async () => {
  workingDirectory = await mkdtemp(join(tmpdir(), 'read-file-'));
});
afterEach(() => rm(workingDirectory, { recursive: true }));

async function read(file: string, text: string): Promise<Contents> {
  await writeFile(join(workingDirectory, file), text);
  return readFile(file, { workingDirectory, stdin: Readable.from([]) });
}

async function problemsOf(file: string, text: string): Promise<string[]> {
  return (await read(file, text)).problems.map(({ message }) => message);
}

test('a file has objects, each with its line and its place in the document', async () => {
  const contents = await read('a.yaml', '# why\napiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n');
  expect(contents).toMatchObject({ path: join(workingDirectory, 'a.yaml'), isRendered: false, isThere: true });
  expect(contents.manifests).toMatchObject([
    { object: { kind: 'Pod' }, source: { file: 'a.yaml', line: 5 }, text: { path: ['items', 0] } },
  ]);
});

test('a file that is not there is a problem', async () => {
  expect(await readFile('nowhere.yaml', { workingDirectory, stdin: Readable.from([]) })).toEqual({
    path: join(workingDirectory, 'nowhere.yaml'),
    isRendered: false,
    isThere: false,
    manifests: [],
    problems: [{ file: 'nowhere.yaml', message: 'no such file or folder' }],
  });
});

test('standard input is no path', async () => {
  const { path } = await readFile('-', { workingDirectory, stdin: Readable.from([]) });
  expect(path).toBe('-');
});

test('of what manifests are made of the problem says how to judge those', async () => {
  expect(await problemsOf('kustomization.yaml', 'resources: []\n')).toEqual([
    'is not a Kubernetes object: no apiVersion; --kustomize judges what it makes',
  ]);
  expect(await problemsOf('Chart.yaml', 'apiVersion: v2\n')).toEqual([
    'is not a Kubernetes object: no kind; --helm judges what the chart makes',
  ]);
  expect(await problemsOf('web.yaml', 'a: {{ .Values.a }}\n')).toEqual([
    "a key must be text; is it a chart's template? --helm judges what that makes",
  ]);
  expect(await problemsOf('values.yaml', 'replicas: 3\n')).toEqual(['is not a Kubernetes object: no apiVersion']);
});
