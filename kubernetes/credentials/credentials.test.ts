import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCredentials } from './credentials.ts';
import { startDeadline } from '../deadline/deadline.ts';
import type { UserEntry } from '../kubeconfig/schema.ts';

let folder = '';
const file = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credentials-'));
  await writeFile(file('token'), ' from-file\n');
  await writeFile(file('empty'), '\n');
});
afterAll(() => rm(folder, { recursive: true }));

const read = (user: UserEntry, server = 'https://eu', plugin = { token: 'from-plugin' }) =>
  readCredentials(
    { server: new URL(server), cluster: {}, user, names: { cluster: 'eu', user: 'ann' } },
    () => Promise.resolve(plugin),
    startDeadline(0, new AbortController().signal),
  );
const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: 'login' };

/** Returns an auth-provider whose id-token has these claims. */
const oidc = (claims: object, more: Record<string, string> = {}): UserEntry => {
  const token = `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;
  return { 'auth-provider': { name: 'oidc', config: { 'id-token': token, ...more } } };
};
const later = Math.round(Date.now() / 1000) + 3600;

test('a token file wins over a token, and either of them and a password over a plugin and a provider', async () => {
  expect((await read({ token: 'written', tokenFile: file('token'), exec })).headers).toEqual({
    Authorization: 'Bearer from-file',
  });
  expect((await read({ token: 'written', exec })).headers).toEqual({ Authorization: 'Bearer written' });
  expect((await read({ token: 'written', ...oidc({}) })).headers).toEqual({ Authorization: 'Bearer written' });
  expect((await read({ token: '', username: 'ann', password: 'p', exec })).headers).toEqual({
    Authorization: 'Basic YW5uOnA=',
  });
  expect((await read({ exec })).headers).toEqual({ Authorization: 'Bearer from-plugin' });
});

test('a token stands in for a token file that is missing or empty', async () => {
  for (const tokenFile of [file('nothing'), file('empty')])
    expect((await read({ token: 'written', tokenFile })).headers).toEqual({ Authorization: 'Bearer written' });
});

test('an id-token that has not ended is the bearer token', async () => {
  for (const exp of [later, later + 0.5, String(later)]) {
    const user = oidc({ exp });
    const token = user['auth-provider']?.config?.['id-token'] ?? '';
    expect((await read(user)).headers).toEqual({ Authorization: `Bearer ${token}` });
  }
});

test('a server of http is not told any credentials, and nothing is read or called for it', async () => {
  const user = { token: 't', as: 'ann', 'client-certificate': '/nowhere', 'client-key': '/nowhere', exec };
  const credentials = { headers: { 'Impersonate-User': 'ann' }, refusal: 'it wants credentials' };
  expect(await read(user, 'http://eu')).toEqual(credentials);
});

test('whoever is impersonated is named as client-go names them, in UTF-8', async () => {
  const user = { as: 'Jürgen', 'as-uid': '', 'as-groups': ['dev', ''], 'as-user-extra': { 'a (b)/ü': ['1', '2'] } };
  expect((await read(user)).headers).toEqual({
    'Impersonate-User': Buffer.from('Jürgen').toString('latin1'),
    'Impersonate-Group': ['dev', ''],
    'Impersonate-Extra-a%20%28b%29%2F%C3%BC': ['1', '2'],
  });
});

test.each([
  { user: { token: 't' }, refusal: 'the token was refused' },
  { user: { username: 'ann' }, refusal: 'the password of ann was refused' },
  { user: { exec }, refusal: 'the credentials of plugin login were refused' },
  { user: oidc({ exp: later }), refusal: 'the id-token was refused' },
  { user: {}, refusal: 'the kubeconfig gives no credentials for it' },
])('a 401 with $user means that $refusal', async ({ user, refusal }) => {
  expect((await read(user)).refusal).toBe(refusal);
});

test.each([
  {
    user: { tokenFile: '/no/token' },
    message: 'tokenFile of user "ann" cannot be read: no such file or directory (/no/token)',
  },
  { user: { token: 'a\nb' }, message: 'token of user "ann" has a line break or another control character' },
  {
    user: { token: 'REDACTED' },
    message: 'token of user "ann" is "REDACTED", as kubectl config view prints it: copy what it prints with --raw',
  },
  {
    user: { username: 'a', password: 'REDACTED' },
    message: 'password of user "ann" is "REDACTED", as kubectl config view prints it: copy what it prints with --raw',
  },
  { user: { password: 'p' }, message: 'user "ann" has a password, and no username' },
  { user: { 'client-key': '/etc/key' }, message: 'user "ann" has a client-key, and no client-certificate' },
  { user: { as: 'a\nb' }, message: 'as of user "ann" has a line break or another control character' },
  { user: oidc({ exp: 1e9 }), message: 'id-token of user "ann" ended at 2001-09-09T01:46:40Z: log in again' },
  {
    user: oidc({ exp: 1e9 }, { 'refresh-token': 'r' }),
    message:
      'id-token of user "ann" ended at 2001-09-09T01:46:40Z: any command of kubectl with this context refreshes it',
  },
  { user: oidc({}), message: 'id-token of user "ann" does not say when it ends: log in again' },
  {
    user: oidc({}, { 'id-token': '' }),
    message: 'there is no id-token in auth-provider oidc of user "ann": log in again',
  },
  ...['abc', 'a.b', 'e30.bm9uZQ.x', 'e30.WzFd.x', 'e30.e30.x.y', 'e30.eyJleHAiOiJzb29uIn0.x'].map(token => ({
    user: oidc({}, { 'id-token': token }),
    message: 'id-token of user "ann" is no JSON Web Token: log in again',
  })),
])('$user cannot be used', async ({ user, message }) => {
  await expect(read(user)).rejects.toThrow(expect.objectContaining({ reason: 'CredentialsInvalid', message }));
});
