import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCredentials } from './credentials.ts';
import { startDeadline } from './deadline.ts';
import type { UserEntry } from './kubeconfig-schema.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credentials-'));
  await writeFile(join(folder, 'token'), 'from-file\n');
  await writeFile(join(folder, 'client.crt'), 'certificate in a file');
});
afterAll(() => rm(folder, { recursive: true }));

const read = (user: UserEntry) =>
  readCredentials(
    { server: new URL('https://eu'), cluster: {}, user },
    () => Promise.resolve({ token: 'from-plugin' }),
    startDeadline(0, new AbortController().signal),
  );
const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: 'login' };

test('a token file wins over a token, a token over a password, and all of them over a plugin', async () => {
  const user = { token: 'written', username: 'ann', password: 'p', exec };
  expect((await read({ ...user, tokenFile: join(folder, 'token') })).headers).toEqual({
    Authorization: 'Bearer from-file',
  });
  expect((await read(user)).headers).toEqual({ Authorization: 'Bearer written' });
  expect((await read({ ...user, token: '' })).headers).toEqual({ Authorization: 'Basic YW5uOnA=' });
  expect((await read({ exec })).headers).toEqual({ Authorization: 'Bearer from-plugin' });
});

test('data in the kubeconfig wins over a file', async () => {
  const file = join(folder, 'client.crt');
  expect(String((await read({ 'client-certificate': file })).certificate)).toBe('certificate in a file');
  const both = { 'client-certificate': file, 'client-certificate-data': 'aGVyZQ==' };
  expect(String((await read(both)).certificate)).toBe('here');
});

test.each([
  { user: { token: 't' }, refusal: 'the token was refused' },
  { user: { username: 'ann' }, refusal: 'the password of ann was refused' },
  { user: { exec }, refusal: 'the credentials of plugin login were refused' },
  { user: { 'client-certificate-data': 'eA==' }, refusal: 'the client certificate cannot be parsed' },
  { user: {}, refusal: 'the kubeconfig gives no credentials for it' },
])('a 401 with $user means that $refusal', async ({ user, refusal }) => {
  expect((await read(user)).refusal).toBe(refusal);
});

test.each([
  {
    user: { 'client-key': '/nowhere/client.key' },
    message: '/nowhere/client.key cannot be read: no such file or directory',
  },
  {
    user: { 'auth-provider': { name: 'gcp' } },
    message: `auth-provider "gcp" is a way of the past: use the provider's credential plugin (exec)`,
  },
  { user: { 'as-groups': ['dev'] }, message: 'the user impersonates groups, but names nobody in "as"' },
])('$user cannot be used', async ({ user, message }) => {
  await expect(read(user)).rejects.toThrow(expect.objectContaining({ code: 'CREDENTIALS_UNUSABLE', message }));
});
