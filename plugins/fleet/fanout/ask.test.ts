import { lookup } from 'node:dns';
import { expect, test } from 'vitest';
import { ask } from './ask.ts';
import { ClusterError } from '../../../kubernetes/errors/cluster-error.ts';
import { clusterAt, startServer, type Said } from '../../../kubernetes/client/server.fixture.ts';
import type { RequestOptions } from './request-options.ts';

function requestOptions(changes: Partial<RequestOptions> = {}): RequestOptions {
  return {
    timeout: 10_000,
    parallel: 32,
    network: { userAgent: 'test', env: {}, callPlugin: () => Promise.reject(new Error('no plugin here')), lookup },
    interrupt: new AbortController().signal,
    progress: () => undefined,
    ...changes,
  };
}

/** Returns a cluster that answers /name with its name and has a kube-system namespace. */
const cluster = (name: string, uid = name, after = 0) =>
  startServer(({ path }): Said => ({ body: path === '/name' ? { name } : { metadata: { uid } }, after }));

test('answers come in the order of the clusters, whoever is first to answer', async () => {
  const slow = await cluster('slow', 'slow', 60);
  const fast = await cluster('fast');
  const answers = await ask(
    [clusterAt(slow.url, 'slow'), clusterAt(fast.url, 'fast')],
    client => client.get('/name'),
    requestOptions(),
  );
  expect(answers).toMatchObject([
    { cluster: { name: 'slow' }, ok: true, value: { name: 'slow' } },
    { cluster: { name: 'fast' }, ok: true, value: { name: 'fast' } },
  ]);
});

test('a cluster that never answers keeps nobody from being heard, and is in the answers', async () => {
  const dead = await startServer(() => 'hang');
  const alive = await cluster('alive');
  const answers = await ask(
    [clusterAt(dead.url, 'dead'), clusterAt(alive.url, 'alive')],
    client => client.get('/name'),
    requestOptions({ timeout: 1500 }),
  );
  expect(answers).toMatchObject([
    { cluster: { name: 'dead' }, ok: false, failure: { message: `no answer within 1.5s (${dead.url})` } },
    { cluster: { name: 'alive' }, ok: true, value: { name: 'alive' } },
  ]);
});

test('no more clusters are asked at once than wanted', async () => {
  const servers = await Promise.all(['a', 'b', 'c', 'd', 'e'].map(name => cluster(name)));
  let atOnce = 0;
  let most = 0;
  const answers = await ask(
    servers.map(({ url }, index) => clusterAt(url, String(index))),
    async client => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await client.get('/name');
      atOnce -= 1;
    },
    requestOptions({ parallel: 2 }),
  );
  expect(answers.map(({ ok }) => ok)).toEqual([true, true, true, true, true]);
  expect(most).toBe(2);
});

test('two addresses with one kube-system namespace are one cluster, whose values are combined', async () => {
  const one = await cluster('one', 'same');
  const other = await cluster('other', 'same');
  const answers = await ask(
    [clusterAt(one.url, 'one'), clusterAt(other.url, 'other')],
    (_, { name }) => Promise.resolve(name),
    requestOptions(),
    (first, second) => `${first}+${second}`,
  );
  expect(answers).toMatchObject([
    { cluster: { name: 'one', contexts: ['one', 'other'] }, ok: true, value: 'one+other' },
  ]);
});

test('an interruption ends the waiting, and what has come is kept', async () => {
  const dead = await startServer(() => 'hang');
  const alive = await cluster('alive');
  const interrupt = new AbortController();
  const answers = await ask(
    [clusterAt(dead.url, 'dead'), clusterAt(alive.url, 'alive')],
    async (client, { name }) => {
      await client.get('/name');
      interrupt.abort();
      return name;
    },
    requestOptions({ interrupt: interrupt.signal }),
  );
  expect(answers).toMatchObject([
    {
      cluster: { name: 'dead' },
      failure: { reason: 'Interrupted', message: `no answer until you interrupted (${dead.url})` },
    },
    { cluster: { name: 'alive' }, ok: true, value: 'alive' },
  ]);
});

test('a context that cannot be understood is an answer, too', async () => {
  const broken = { ...clusterAt('http://127.0.0.1:1'), connection: new ClusterError('ContextInvalid', 'no cluster') };
  expect(await ask([broken], client => client.get('/'), requestOptions())).toMatchObject([
    { ok: false, failure: { message: 'no cluster' } },
  ]);
});

test('an error that is none of a cluster is not hidden in its answer', async () => {
  const { url } = await cluster('a');
  const mistake = () => Promise.reject(new TypeError('a mistake of ours'));
  await expect(ask([clusterAt(url)], mistake, requestOptions())).rejects.toThrow(new TypeError('a mistake of ours'));
});

test('a large fleet makes Node warn of nothing', async () => {
  const warnings: string[] = [];
  const note = (warning: Error) => void warnings.push(warning.message);
  process.on('warning', note);
  const { url } = await cluster('a');
  const clusters = Array.from({ length: 40 }, (_, index) => clusterAt(url, String(index)));
  const paths = Array.from({ length: 20 }, () => '/name');
  await ask(clusters, client => Promise.all(paths.map(path => client.get(path))), requestOptions());
  await new Promise(resolve => setImmediate(resolve));
  process.off('warning', note);
  expect(warnings).toEqual([]);
});
