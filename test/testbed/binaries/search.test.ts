import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { search } from './search.ts';
import { controlPlanes } from './tools.ts';

const tool = controlPlanes['1.37'].apiserver;
let folder: string;
let environment: Record<'KUBEBUILDER_ASSETS' | 'PATH' | 'XDG_CACHE_HOME', string>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-search-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  environment = {
    KUBEBUILDER_ASSETS: join(folder, 'assets'),
    PATH: `${join(folder, 'empty')}:${join(folder, 'path')}`,
    XDG_CACHE_HOME: join(folder, 'cache'),
  };
});

/** A program that says which version it is. */
async function install(file: string, version: string): Promise<string> {
  const path = join(folder, file);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, `#!/bin/sh\n[ "$*" = --version ] && echo Kubernetes ${version}\n`, { mode: 0o755 });
  return path;
}

test('what is nowhere is not found', async () => {
  expect(await search(tool, environment)).toBeUndefined();
});

test('KUBEBUILDER_ASSETS goes before PATH, and PATH before the cache', async () => {
  const cached = await install('cache/kubectl-fleet/binaries/kube-apiserver-v1.37.2', 'v1.37.2');
  expect(await search(tool, environment)).toBe(cached);
  const onPath = await install('path/kube-apiserver', 'v1.37.0');
  expect(await search(tool, environment)).toBe(onPath);
  const asset = await install('assets/kube-apiserver', 'v1.37.9');
  expect(await search(tool, environment)).toBe(asset);
});

test('a binary of another minor version is not taken', async () => {
  await install('assets/kube-apiserver', 'v1.36.3');
  await install('path/kube-apiserver', 'v2.37.0');
  expect(await search(tool, environment)).toBeUndefined();
});

test('two versions may lie in one folder', async () => {
  const older = await install('assets/kube-apiserver-v1.36.3', 'v1.36.3');
  const newer = await install('assets/kube-apiserver', 'v1.37.2');
  expect(await search(tool, environment)).toBe(newer);
  expect(await search(controlPlanes['1.36'].apiserver, environment)).toBe(older);
});

test('a file that does not run is not taken', async () => {
  const path = await install('path/kube-apiserver', 'v1.37.2');
  await writeFile(path, 'not a program');
  expect(await search(tool, environment)).toBeUndefined();
});
