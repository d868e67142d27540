import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { readSample, sampleFiles } from './samples.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-samples-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'samples'));
});

async function put(name: string, text: string): Promise<string> {
  const file = join(folder, 'samples', name);
  await writeFile(file, text);
  return file;
}

test('a sample says what matters, and the rest is an ordinary create', async () => {
  const object = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'cart', namespace: 'shop' } };
  const file = await put('deny_it.yaml', JSON.stringify({ object, userInfo: { username: 'ann' } }));
  expect(readSample(file)).toMatchObject({
    verdict: 'deny',
    input: {
      operation: 'CREATE',
      kind: { group: 'apps', version: 'v1', kind: 'Deployment' },
      namespace: 'shop',
      name: 'cart',
      object,
      userInfo: { username: 'ann' },
    },
  });
});

test('samples are told in the order of their names, and a rule may have none', async () => {
  const files = [await put('warn_b.yaml', ''), await put('allow_a.yaml', '')];
  expect(sampleFiles(folder)).toEqual(files.toReversed());
  expect(sampleFiles(join(folder, 'samples'))).toEqual([]);
});

test.each([
  [
    'deny_a.yaml',
    'object: [',
    'Flow sequence in block collection must be sufficiently indented and end with a ] at line 1, column 10',
  ],
  ['deny_a.yaml', 'operation: CREATE', "sample must have required property 'object'"],
  ['deny_a.yaml', 'object: {kind: Pod}', "object must have required property 'apiVersion'"],
  [
    'refuse_a.yaml',
    'object: {apiVersion: v1, kind: Pod, metadata: {}}',
    "a sample's name starts with allow_, warn_, audit_, deny_",
  ],
])('%s that says %j is no sample', async (name, text, message) => {
  const file = await put(name, text);
  expect(() => readSample(file)).toThrow(expect.objectContaining({ code: 'SAMPLE_INVALID', message }));
});
