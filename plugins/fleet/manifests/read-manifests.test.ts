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

const pod = { apiVersion: 'v1', kind: 'Pod' };

test('manifests of all paths come with file and line, and what is no manifest beside them', async () => {
  await writeFile(join(workingDirectory, 'a.yaml'), '---\napiVersion: v1\nkind: Pod\n---\nreplicas: 1\n');
  await writeFile(join(workingDirectory, 'b.yaml'), 'a: [');
  await writeFile(join(workingDirectory, 'c.yaml'), 'a\0');
  const stdin = Readable.from([Buffer.from('{"apiVersion":"v1","kind":"Pod"}')]);
  expect(await readManifests(['.', 'nowhere', '-'], { workingDirectory, stdin })).toEqual({
    manifests: [
      { object: pod, source: { file: 'a.yaml', line: 2 } },
      { object: pod, source: { file: '-', line: 1 } },
    ],
    problems: [
      { file: 'nowhere', message: 'no such file or folder' },
      { file: 'c.yaml', message: 'is not text: it has a NUL byte' },
      { file: 'a.yaml', line: 5, message: 'is not a Kubernetes object: no apiVersion' },
      {
        file: 'b.yaml',
        line: 1,
        column: 5,
        message: 'Flow sequence in block collection must be sufficiently indented and end with a ]',
      },
    ],
    files: 3,
  });
});
