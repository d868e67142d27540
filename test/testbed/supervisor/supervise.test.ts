import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { until } from '../errors/until.ts';
import { groupMembers } from './group.ts';
import { supervise, type Supervisor } from './supervise.ts';

let folder: string;
let supervisor: Supervisor;

beforeEach(async () => {
  const parent = await mkdtemp(join(tmpdir(), 'kubectl-fleet-supervise-'));
  folder = join(parent, 'eu-1');
  vi.stubEnv('TMPDIR', parent);
  supervisor = await supervise(folder, { detached: false });
  onTestFinished(async () => {
    await supervisor.stop(false);
    vi.unstubAllEnvs();
    await rm(parent, { recursive: true });
  });
});

const shell = (name: string, script: string) => ({ name, command: 'sh', arguments: ['-c', script] });

/**
 * Starts a process that belongs to the group but is no child of the supervisor, and names the
 * folder.
 */
const grandchild = () => shell('nest', `tail -f ${folder}/logs/nest.log & wait`);

/** Waits until no process of the group is left. */
const untilAllGone = () =>
  until('all have ended', async () => (await groupMembers(supervisor.pid, folder)).length === 0 || undefined);

test('a process runs in the folder with its environment and writes to its log', async () => {
  const process = { ...shell('talk', 'pwd; echo "$PLACE" >&2; sleep 1000'), environment: { PLACE: 'here' } };
  const { log, pid } = await supervisor.run(process);
  expect(log).toBe(join(folder, 'logs/talk.log'));
  expect(await groupMembers(supervisor.pid, folder)).toContain(pid);
  await until('the log is written', async () => (await readFile(log, 'utf8')).split('\n').length === 3 || undefined);
  expect(readFileSync(log, 'utf8')).toBe(`${folder}\nhere\n`);
});

test('a program that is not there is named', async () => {
  const missing = supervisor.run({ name: 'etcd', command: '/nowhere/etcd', arguments: [] });
  await expect(missing).rejects.toMatchObject({ code: 'PROCESS_DIED', message: 'spawn /nowhere/etcd ENOENT' });
});

test('a process that ends by itself is named with its exit code and the last lines of its log, once', async () => {
  await supervisor.run(shell('etcd', 'seq 1 20; exit 7'));
  const died = until('etcd has ended', () => supervisor.checkAlive().then(() => undefined));
  await expect(died).rejects.toMatchObject({
    code: 'PROCESS_DIED',
    message:
      'etcd ended with exit code 7; the last lines of its log:\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20',
  });
  await supervisor.checkAlive();
});

test('a process that is ended on purpose is no failure', async () => {
  const { end, pid } = await supervisor.run(shell('webhook', 'sleep 1000'));
  await end();
  await end();
  expect(await groupMembers(supervisor.pid, folder)).not.toContain(pid);
  await supervisor.checkAlive();
});

test('stopping ends everything, also what the processes have started, and removes the folder', async () => {
  await supervisor.run(grandchild());
  await supervisor.run(shell('stubborn', "trap '' TERM INT; sleep 1000"));
  expect((await groupMembers(supervisor.pid, folder)).length).toBeGreaterThanOrEqual(4);
  await supervisor.stop(false);
  await untilAllGone();
  expect(existsSync(folder)).toBe(false);
  await supervisor.stop(false);
});

test('logs are kept when they are wanted', async () => {
  const { log } = await supervisor.run(shell('talk', 'echo hello; sleep 1000'));
  await until('the log is written', async () => (await readFile(log, 'utf8')) !== '' || undefined);
  await supervisor.stop(true);
  expect(await readFile(join(tmpdir(), 'kubectl-fleet-logs/eu-1/talk.log'), 'utf8')).toBe('hello\n');
  expect(existsSync(folder)).toBe(false);
});

test('when the supervisor is killed the rest is ended all the same', async () => {
  await supervisor.run(grandchild());
  process.kill(supervisor.pid, 'SIGKILL');
  await untilAllGone();
  await until('the folder is gone', () => Promise.resolve(!existsSync(folder) || undefined));
  await expect(supervisor.run(shell('late', 'true'))).rejects.toMatchObject({ code: 'SUPERVISOR_DIED' });
});

test('a folder that is there already is not touched', async () => {
  await expect(supervise(folder, { detached: false })).rejects.toMatchObject({
    code: 'FOLDER_TAKEN',
    message: `Error: EEXIST: file already exists, mkdir '${folder}'`,
  });
  expect(existsSync(join(folder, 'logs'))).toBe(true);
});
