import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { findOpa } from './find-opa.ts';
import { fileNameOf, minorOf, search } from './search.ts';

const tool = { name: 'kube-apiserver', version: 'v1.37.2', askVersion: ['--version'] };
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
async function install(file: string, version: string, askVersion = '--version'): Promise<string> {
  const path = join(folder, file);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, `#!/bin/sh\n[ "$*" = ${askVersion} ] && echo It is ${version}\n`, { mode: 0o755 });
  return path;
}

const find = (wanted = tool, minor = '1.37') => search(wanted, environment, said => said === minor);

test('what is nowhere is not found', async () => {
  expect(await find()).toBeUndefined();
});

test('KUBEBUILDER_ASSETS goes before PATH, and PATH before the cache', async () => {
  const cached = await install('cache/kubectl-fleet/binaries/kube-apiserver-v1.37.2', 'v1.37.2');
  expect(await find()).toBe(cached);
  const onPath = await install('path/kube-apiserver', 'v1.37.0');
  expect(await find()).toBe(onPath);
  const asset = await install('assets/kube-apiserver', 'v1.37.9');
  expect(await find()).toBe(asset);
});

test('a binary of a version that does not fit is not taken', async () => {
  await install('assets/kube-apiserver', 'v1.36.3');
  await install('path/kube-apiserver', 'v2.37.0');
  expect(await find()).toBeUndefined();
});

test('two versions may lie in one folder', async () => {
  const older = await install('assets/kube-apiserver-v1.36.3', 'v1.36.3');
  const newer = await install('assets/kube-apiserver', 'v1.37.2');
  expect(await find()).toBe(newer);
  expect(await find({ ...tool, version: 'v1.36.3' }, '1.36')).toBe(older);
});

test('a file that does not run is not taken', async () => {
  const path = await install('path/kube-apiserver', 'v1.37.2');
  await writeFile(path, 'not a program');
  expect(await find()).toBeUndefined();
});

test.each([
  ['Kubernetes v1.37.2', '1.37'],
  ['etcd Version: 3.7.3\nGo Version: go1.26.8', '3.7'],
  ['Client Version: v1.36.0-eks-1\nKustomize Version: v5.8.1', '1.36'],
  ['Version: N/A', ''],
])('the minor version in %j is %j', (text, expected) => {
  expect(minorOf(text)).toBe(expected);
});

test('the cache keeps several versions of a binary', () => {
  expect(fileNameOf(tool)).toBe('kube-apiserver-v1.37.2');
});

test.each(['v1.22.0', 'v1.40.1'])('an opa %s is good enough', async version => {
  const path = await install('path/opa', version, 'version');
  expect(await findOpa(environment)).toBe(path);
});

test.each(['v1.21.9', 'v0.99.0', 'v2.30.0'])('an opa %s is not, and it is said how to get one', async version => {
  await install('path/opa', version, 'version');
  await expect(findOpa(environment)).rejects.toMatchObject({
    code: 'OPA_MISSING',
    message:
      'opa 1.22 or newer is needed, and it is neither in $KUBEBUILDER_ASSETS nor on $PATH. Install it with your ' +
      'package manager (brew install opa), or: go install github.com/open-policy-agent/opa@v1.22.2',
  });
});
