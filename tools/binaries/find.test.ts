import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { findBinaries, findBinary } from './find.ts';
import type { Progress } from './progress.ts';
import { etcd, opa, virtualKubelet } from './tools.ts';

let folder: string;
let cache: string;
let environment: Record<'PATH' | 'XDG_CACHE_HOME', string>;
let reported: string[];
const onProgress = ({ tool, step, steps, state }: Progress): void => {
  reported.push(`${step}/${steps} ${tool.name} ${state}`);
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-find-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  environment = { PATH: join(folder, 'bin'), XDG_CACHE_HOME: folder };
  cache = join(folder, 'kubectl-fleet/binaries');
  reported = [];
});

/**
 * A go that takes no minutes: it says its version, and builds by a script that is given the name of
 * the file to make.
 */
async function installGo(version: string, buildScript: string): Promise<void> {
  const script = `#!/bin/sh
PATH=/usr/bin:/bin
case $1 in
  env) echo ${version} ;;
  mod) echo '"GoMod": "${join(folder, 'module.mod')}"' ;;
  build) while [ "$1" != -o ]; do shift; done; out=$2; ${buildScript} ;;
esac
`;
  await mkdir(join(folder, 'bin'), { recursive: true });
  await writeFile(join(folder, 'module.mod'), 'module a\n\nreplace b => ../b\n\nreplace c => d v1.0.0\n');
  await writeFile(join(folder, 'bin/go'), script, { mode: 0o755 });
}

test('what is missing is built into the cache, one after another, and then is there', async () => {
  await installGo('go1.26.8', 'cp go.mod "$out"; chmod +x "$out"');
  const files = [join(cache, 'etcd-v3.7.3'), join(cache, 'opa-v1.22.2')];
  expect(await findBinaries([etcd, opa], { environment, onProgress })).toEqual(files);
  expect(reported).toEqual(['1/2 etcd building', '1/2 etcd built', '2/2 opa building', '2/2 opa built']);
  expect(await readFile(join(cache, 'etcd-v3.7.3'), 'utf8')).toBe(
    'module kubectl-fleet.io/binaries\n\ngo 1.26.0\n\nrequire go.etcd.io/etcd/server/v3 v3.7.3\n\nreplace c => d v1.0.0\n',
  );
  expect(await findBinary(etcd, { environment, onProgress: () => expect.unreachable() })).toBe(files[0]);
  expect(await readdir(cache)).toEqual(['etcd-v3.7.3', 'opa-v1.22.2']);
});

test('two that want the same at once build it once', async () => {
  await installGo('go1.26.8', 'echo built >> ../times; cp go.mod "$out"; chmod +x "$out"');
  await Promise.all([
    findBinary(etcd, { environment, onProgress }),
    findBinary(etcd, { environment, onProgress: () => undefined }),
  ]);
  expect(await readFile(join(cache, 'times'), 'utf8')).toBe('built\n');
});

test('a failed build names the tool, the command and the last lines, and leaves nothing', async () => {
  await installGo('go1.26.8', 'touch "$out"; seq 1 20; echo "root.go:7: undefined: root" >&2; exit 2');
  const failing = findBinary(virtualKubelet, { environment, onProgress });
  await expect(failing).rejects.toMatchObject({
    code: 'BUILD_FAILED',
    message: `virtual-kubelet v1.13.0 was not built: exit code 2 of
go build -mod=mod -trimpath -buildvcs=false '-ldflags=-s -w -X main.buildVersion=v1.13.0' -o virtual-kubelet \
github.com/virtual-kubelet/virtual-kubelet/cmd/virtual-kubelet
7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20
root.go:7: undefined: root`,
  });
  expect(reported).toEqual(['1/1 virtual-kubelet building', '1/1 virtual-kubelet failed']);
  expect(await readdir(cache)).toEqual([]);
});

test('what a killed build has left is removed by the next one', async () => {
  await mkdir(join(cache, '.etcd-v3.7.3-1a2b3c'), { recursive: true });
  await writeFile(join(cache, '.etcd-v3.7.3-1a2b3c/etcd'), 'half');
  await installGo('go1.26.8', 'cp go.mod "$out"; chmod +x "$out"');
  await findBinary(etcd, { environment, onProgress });
  expect(await readdir(cache)).toEqual(['etcd-v3.7.3']);
});

test('without go it says what to install', async () => {
  await expect(findBinary(etcd, { environment, onProgress })).rejects.toMatchObject({
    code: 'GO_MISSING',
    message:
      'etcd v3.7.3 has to be built and there is no go on PATH: install Go 1.26 or newer, or set KUBEBUILDER_ASSETS to a folder with etcd 3.7',
  });
});

test('with an old go it says what to install', async () => {
  await installGo('go1.25.4', 'exit 1');
  await expect(findBinary(etcd, { environment, onProgress })).rejects.toMatchObject({
    code: 'GO_TOO_OLD',
    message:
      'etcd v3.7.3 has to be built and the go on PATH is 1.25: install Go 1.26 or newer, or set KUBEBUILDER_ASSETS to a folder with etcd 3.7',
  });
});
