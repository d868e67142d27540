import { expect, test } from 'vitest';
import type { ClusterEntry, UserEntry } from '../kubeconfig/schema.ts';
import { credentialLifetimes } from './lifetimes.ts';

const lifetimes = (user: UserEntry, cluster: ClusterEntry = {}) =>
  credentialLifetimes({
    server: new URL('https://eu-1.example'),
    cluster,
    user,
    names: { cluster: 'eu-1', user: 'ann' },
  });
const token = (payload: string) => ({ token: `e30.${Buffer.from(payload).toString('base64url')}.c2ln` });

test('the end of a token is in its claims', async () => {
  expect(await lifetimes(token('{"exp":1796126400,"iat":1796040000}'))).toEqual([
    { credential: 'token', begin: new Date('2026-11-30T12:00:00Z'), end: new Date('2026-12-01T12:00:00Z') },
  ]);
  expect(await lifetimes(token('{"exp":1796126400}'))).toEqual([
    { credential: 'token', end: new Date('2026-12-01T12:00:00Z') },
  ]);
});

test.each([
  { name: 'a token of no claims', user: { token: 'secret' } },
  { name: 'a token without an end', user: token('{}') },
  { name: 'a token of garbage', user: token('{"exp":') },
  { name: 'an end that is no time', user: token('{"exp":1e300}') },
  { name: 'a certificate that is none', user: { 'client-certificate-data': 'eA==' } },
  { name: 'a file that is not there', user: { 'client-certificate': '/no/such/file' } },
])('$name has no end', async ({ user }) => {
  expect(await lifetimes(user)).toEqual([]);
});
