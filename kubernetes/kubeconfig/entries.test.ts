import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadKubeconfig, type Kubeconfig } from './kubeconfig.ts';

/** Returns a kubeconfig after loading it from JSON. */
async function load(content: object): Promise<Kubeconfig> {
  const folder = await mkdtemp(join(tmpdir(), 'entries-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'config'), JSON.stringify(content));
  return loadKubeconfig({ explicit: 'config', env: {}, workingDirectory: folder });
}

const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: 'login', interactiveMode: 'Never' };

test.each([
  { user: { token: 7 }, problem: 'token must be string' },
  { user: 'ann', problem: 'must be object' },
  { user: { 'as-groups': 'dev' }, problem: 'as-groups must be array' },
  {
    user: { exec: { ...exec, env: [{ name: 'A' }, { name: 'B', value: 1 }] } },
    problem: 'exec.env[1].value must be string',
  },
  {
    user: { exec: { ...exec, interactiveMode: 'Sometimes' } },
    problem: 'exec.interactiveMode must be one of Never, IfAvailable, Always',
  },
  {
    user: { 'auth-provider': { name: 'oidc', config: { 'id-token': 7 } } },
    problem: 'auth-provider.config.id-token must be string',
  },
])('a user $user is a fault of that user alone', async ({ user, problem }) => {
  const { users } = await load({
    users: [
      { name: 'bob', user },
      { name: 'ann', user: { token: 't' } },
    ],
  });
  expect(users.get('bob')).toMatchObject({ reason: 'ContextInvalid', message: `user "bob": ${problem}` });
  expect(users.get('ann')).toEqual({ token: 't' });
});

test('a null is what it is in Go: no field in an object, and the zero value in a list', async () => {
  const config = { audience: null, groups: [null] };
  const { users, clusters } = await load({
    clusters: [{ name: 'eu', cluster: { server: 'https://eu', extensions: [null, { name: 'x', extension: config }] } }],
    users: [
      null,
      { name: 'ann', user: { exec: { ...exec, args: [null, 'a'], env: [{ name: 'A' }, { name: 'B', value: null }] } } },
    ],
    contexts: null,
  });
  const env = [
    { name: 'A', value: '' },
    { name: 'B', value: '' },
  ];
  expect(users.get('ann')).toEqual({ exec: { ...exec, args: ['', 'a'], env } });
  expect(users.get('')).toEqual({});
  expect(clusters.get('eu')).toMatchObject({ extensions: [{ name: '' }, { name: 'x', extension: config }] });
});

test('entries of one name are one where they say the same, and a fault where they do not', async () => {
  const entry = (name: string, server: string) => ({ name, cluster: { server } });
  const { clusters } = await load({
    clusters: [entry('same', 'https://a'), entry('same', 'https://a'), entry('other', 'https://a'), entry('other', '')],
  });
  expect(clusters.get('same')).toEqual({ server: 'https://a' });
  expect(clusters.get('other')).toMatchObject({ message: 'cluster "other": two in one file have this name' });
});

test('a context that cannot be used is a context all the same', async () => {
  const { contexts } = await load({
    contexts: [
      { context: { cluster: 'eu' } },
      { name: 7, context: {} },
      { name: 'eu', context: { cluster: ['eu'] } },
      'x',
    ],
  });
  expect([...contexts].map(([name, context]) => [name, context instanceof Error ? context.message : context])).toEqual([
    ['contexts[0]', 'the context has no name'],
    ['7', 'context "7": name must be string'],
    ['eu', 'context "eu": cluster must be string'],
    ['contexts[3]', 'the context has no name'],
  ]);
});
