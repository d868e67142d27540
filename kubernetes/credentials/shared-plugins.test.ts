import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Connection } from '../kubeconfig/cluster.ts';
import { startDeadline } from '../deadline/deadline.ts';
import type { ExecEntry } from '../kubeconfig/schema.ts';
import { sharePlugins } from './shared-plugins.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plugins-'));
  await appendFile(join(folder, 'calls'), '');
});
afterEach(() => rm(folder, { recursive: true }));

const answer = `printf '{"apiVersion": "client.authentication.k8s.io/v1", "kind": "ExecCredential", "status": {"token": "t"}}'`;

/** Returns a plugin that writes a mark at each call. */
const login = (script = answer, changes: Partial<ExecEntry> = {}): ExecEntry => ({
  apiVersion: 'client.authentication.k8s.io/v1',
  command: 'sh',
  args: ['-c', `echo called >> "${folder}/calls"; ${script}`],
  interactiveMode: 'Never',
  ...changes,
});
const calls = async () => (await readFile(join(folder, 'calls'), 'utf8')).split('\n').length - 1;

const share = () =>
  sharePlugins({
    env: { PATH: process.env['PATH'] },
    workingDirectory: '/',
    stderr: () => undefined,
    terminal: { stdin: false },
  });
const names = { cluster: 'eu', user: 'ann' };
const connection = (server: string): Connection => ({ server: new URL(server), cluster: { server }, user: {}, names });
const deadline = (milliseconds = 0) => startDeadline(milliseconds, new AbortController().signal);

test('clusters with the same configuration share one call', async () => {
  const call = share();
  const servers = ['https://a', 'https://b', 'https://c'];
  const tokens = await Promise.all(servers.map(server => call(connection(server), login(), deadline())));
  expect(tokens).toEqual([{ token: 't' }, { token: 't' }, { token: 't' }]);
  expect(await call(connection('https://late'), login(), deadline())).toEqual({ token: 't' });
  expect(await calls()).toBe(1);
});

test('other arguments, or a plugin that is told the cluster, are another call', async () => {
  const call = share();
  await Promise.all([
    call(connection('https://a'), login(), deadline()),
    call(connection('https://a'), login(`${answer} # other`), deadline()),
  ]);
  expect(await calls()).toBe(2);
  const told = login(answer, { provideClusterInfo: true });
  await Promise.all([
    call(connection('https://a'), told, deadline()),
    call(connection('https://a'), told, deadline()),
    call(connection('https://b'), told, deadline()),
  ]);
  expect(await calls()).toBe(4);
});

test('all who share a call learn why it failed', async () => {
  const call = share();
  const results = await Promise.allSettled(
    ['https://a', 'https://b'].map(server => call(connection(server), login('exit 9'), deadline())),
  );
  expect(results.map(result => result.status === 'rejected' && String(result.reason))).toEqual([
    'ClusterError: credential plugin sh failed with exit code 9',
    'ClusterError: credential plugin sh failed with exit code 9',
  ]);
  expect(await calls()).toBe(1);
});

test('a plugin that takes longer than a cluster has is named, and killed when nobody waits any more', async () => {
  const call = share();
  const slow = login(`sleep 0.4; echo survived >> "${folder}/calls"; ${answer}`);
  await expect(call(connection('https://a'), slow, deadline(100))).rejects.toThrow(
    expect.objectContaining({ reason: 'Timeout', message: 'credential plugin sh: no answer within 100ms' }),
  );
  await new Promise(resolve => setTimeout(resolve, 600));
  expect(await readFile(join(folder, 'calls'), 'utf8')).not.toContain('survived');
});

test('the deadline of one cluster does not end the call for another', async () => {
  const call = share();
  const slow = login(`sleep 0.4; ${answer}`);
  const [short, long] = await Promise.allSettled([
    call(connection('https://a'), slow, deadline(50)),
    call(connection('https://b'), slow, deadline()),
  ]);
  expect(short.status).toBe('rejected');
  expect(long).toEqual({ status: 'fulfilled', value: { token: 't' } });
  expect(await calls()).toBe(1);
});

test('plugins that prompt run one after another, and each is announced with its clusters', async () => {
  const said: string[] = [];
  const prompts: boolean[] = [];
  const call = sharePlugins({
    env: { PATH: process.env['PATH'] },
    workingDirectory: '/',
    stderr: line => void said.push(line),
    terminal: { stdin: true },
    prompting: isPrompting => void prompts.push(isPrompting),
  });
  const prompting = (name: string) =>
    login(`echo "${name} begins" >> "${folder}/log"; ${answer}; echo "${name} ends" >> "${folder}/log"`, {
      interactiveMode: 'Always',
    });
  const ask = (cluster: string, exec: ExecEntry) =>
    call({ ...connection(`https://${cluster}`), names: { cluster, user: 'ann' } }, exec, deadline());
  const [one, other] = [prompting('one'), prompting('other')];
  await Promise.all([ask('eu', one), ask('us', one), ask('asia', other)]);
  expect(said).toEqual([
    'credential plugin sh asks user "ann" to log in, for eu, us',
    'credential plugin sh asks user "ann" to log in, for asia',
  ]);
  expect(await readFile(join(folder, 'log'), 'utf8')).toBe('one begins\none ends\nother begins\nother ends\n');
  expect(prompts).toEqual([true, false, true, false]);
});

test('a plugin that prompts is not announced where nobody can answer', async () => {
  const exec = login(answer, { interactiveMode: 'Always' });
  const said: string[] = [];
  const call = sharePlugins({
    env: {},
    workingDirectory: '/',
    stderr: line => void said.push(line),
    terminal: { stdin: false },
  });
  await expect(call(connection('https://a'), exec, deadline())).rejects.toThrow('there is no terminal');
  expect(said).toEqual([]);
});
