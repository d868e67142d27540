import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { withLock } from './lock.ts';

const ended = spawnSync('true').pid;
let file: string;

beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-lock-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  file = join(folder, 'etcd.lock');
});

test('the second waits for the first and is told who that is', async () => {
  const happened: string[] = [];
  const held = Promise.withResolvers<undefined>();
  const waitedFor = Promise.withResolvers<string>();
  const first = withLock(
    file,
    async () => {
      held.resolve(undefined);
      happened.push(`the second waits for ${await waitedFor.promise}`);
    },
    () => undefined,
    { pid: process.pid, folder: '/home/anna/kubectl fleet' },
  );
  await held.promise;
  await withLock(
    file,
    () => {
      happened.push('the second works');
      return Promise.resolve();
    },
    waitedFor.resolve,
  );
  await first;
  expect(happened).toEqual([
    `the second waits for process ${process.pid} in /home/anna/kubectl fleet`,
    'the second works',
  ]);
  expect(existsSync(file)).toBe(false);
});

test('a failure opens the lock', async () => {
  const failing = withLock(file, () => Promise.reject(new Error('no')), expect.unreachable);
  await expect(failing).rejects.toThrow('no');
  expect(existsSync(file)).toBe(false);
});

test('the lock of a process that has ended is taken over', async () => {
  await writeFile(file, `${ended} /home/anna`);
  expect(await withLock(file, () => Promise.resolve('done'), expect.unreachable)).toBe('done');
});

test('a lock that nobody touches is taken over, whoever has its number now', async () => {
  await writeFile(file, `${process.pid} /home/anna`);
  const before = new Date(Date.now() - 120_000);
  await utimes(file, before, before);
  expect(await withLock(file, () => Promise.resolve('done'), expect.unreachable)).toBe('done');
});
