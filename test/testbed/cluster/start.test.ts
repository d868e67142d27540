import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { runProgram } from '../../../kubernetes/program/program.ts';
import { stopDetached } from './detached.ts';
import { kubectl } from './kubectl.ts';
import { startCluster } from './start.ts';
import { until } from '../errors/until.ts';

// The clusters that all test files share cannot be used here, because these tests end theirs.

const starter = join(import.meta.dirname, 'starter.ts');

/** Command lines of all processes on this machine that name a folder. */
async function processesIn(folder: string): Promise<string[]> {
  const { stdout } = await runProgram('ps', ['-A', '-ww', '-o', 'args=']);
  return stdout.split('\n').filter(line => line.includes(folder));
}

async function untilNothingIsLeftOf(folder: string): Promise<void> {
  await until('all processes have ended', async () => (await processesIn(folder)).length === 0 || undefined);
  await until('the folder is gone', () => Promise.resolve(!existsSync(folder) || undefined));
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-start-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test.each(['SIGKILL', 'SIGINT'] as const)('nothing is left of a cluster when its starter ends by %s', async signal => {
  const child = spawn(process.execPath, [starter], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const { value: folder = '' } = await createInterface(child.stdout)[Symbol.asyncIterator]().next();
  expect(await processesIn(folder)).toHaveLength(5);
  child.kill(signal);
  await untilNothingIsLeftOf(folder);
});

test('a cluster is stopped, also twice', async () => {
  const { folder, stop } = await startCluster({ name: 'brief', version: '1.36' });
  await stop();
  await untilNothingIsLeftOf(folder);
  await stop();
});

test('a start that fails says which process ended and why, and leaves nothing', async () => {
  const assets = await temporaryFolder();
  const script = '#!/bin/sh\n[ "$1" = --version ] && exec echo 3.7.0\nset -x\ncd no-disk\n';
  await writeFile(join(assets, 'etcd'), script, { mode: 0o755 });
  vi.stubEnv('KUBEBUILDER_ASSETS', assets);
  vi.stubEnv('TMPDIR', assets);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  await expect(startCluster({ name: 'broken' })).rejects.toThrow(
    /^etcd ended with exit code 2; the last lines of its log:\n\+ cd no-disk\n.*can't cd to no-disk$/,
  );
  expect(await readdir(assets)).toEqual(['etcd']);
});

test('a detached cluster goes on after its starter has ended, until somebody stops it', async () => {
  const folder = join(await temporaryFolder(), 'demo');
  onTestFinished(async () => {
    await stopDetached(folder);
  });
  expect(await runProgram(process.execPath, [starter, folder])).toMatchObject({ stdout: `${folder}/orphan\n` });
  const cluster = { kubeconfig: join(folder, 'orphan/admin.kubeconfig') };
  expect(await kubectl(cluster, ['get', '--raw', '/readyz'])).toEqual({ stdout: 'ok', stderr: '', exitCode: 0 });
  expect(await stopDetached(folder)).toEqual(['orphan']);
  await untilNothingIsLeftOf(folder);
  expect(await stopDetached(folder)).toEqual([]);
});

test('what a detached cluster has left is removed after a restart of the machine, when its number is that of another process', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'eu-1'));
  await writeFile(join(folder, 'eu-1/supervisor.pid'), String(process.pid));
  expect(await stopDetached(folder)).toEqual([]);
  expect(existsSync(folder)).toBe(false);
});
