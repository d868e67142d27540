import { expect, test } from 'vitest';
import { clustersOf } from './cluster.ts';
import { kubeconfigOf } from './kubeconfig.fixture.ts';

const kubeconfig = kubeconfigOf({
  clusters: {
    eu: { server: 'https://eu:6443' },
    'eu-again': { server: 'https://eu:6443' },
    plain: { server: 'localhost:8080' },
    tls: { server: 'tls:6443', 'insecure-skip-tls-verify': true },
    nonsense: { server: 'ftp://eu' },
    empty: {},
  },
  users: { admin: { token: 'a' }, reader: { token: 'r' } },
  contexts: {
    'eu-shop': { cluster: 'eu', user: 'admin', namespace: 'shop' },
    'eu-bank': { cluster: 'eu-again', user: 'admin', namespace: 'bank' },
    'eu-bank-too': { cluster: 'eu', user: 'admin', namespace: 'bank' },
    'eu-reader': { cluster: 'eu', user: 'reader' },
    nobody: { cluster: 'plain' },
    tls: { cluster: 'tls', user: '' },
    'no-cluster': { cluster: 'gone', user: 'admin' },
    'no-user': { cluster: 'eu', user: 'gone' },
    nonsense: { cluster: 'nonsense' },
    empty: { cluster: 'empty' },
    blank: {},
  },
});
const clusters = (...contexts: string[]) => clustersOf(kubeconfig, contexts);

test('contexts with the same address and user are one cluster, which has the namespaces of all', () => {
  expect(clusters('eu-shop', 'eu-bank', 'eu-bank-too')).toEqual([
    {
      name: 'eu-shop',
      contexts: ['eu-shop', 'eu-bank', 'eu-bank-too'],
      server: 'https://eu:6443',
      namespaces: ['shop', 'bank'],
      connection: {
        server: new URL('https://eu:6443'),
        cluster: { server: 'https://eu:6443' },
        user: { token: 'a' },
      },
    },
  ]);
});

test('another user may see other things, so that is asked apart', () => {
  expect(clusters('eu-shop', 'eu-reader').map(({ name, namespaces }) => ({ name, namespaces }))).toEqual([
    { name: 'eu-shop', namespaces: ['shop'] },
    { name: 'eu-reader', namespaces: ['default'] },
  ]);
});

test('an address without a scheme is one of http, unless the entry speaks of TLS', () => {
  expect(clusters('nobody', 'tls').map(({ connection }) => connection)).toMatchObject([
    { server: new URL('http://localhost:8080'), user: {} },
    { server: new URL('https://tls:6443'), user: {} },
  ]);
});

test.each([
  { context: 'no-cluster', message: 'the context names a missing cluster, "gone"' },
  { context: 'no-user', message: 'the context names a missing user, "gone"' },
  { context: 'nonsense', message: 'the server of cluster "nonsense" is no address: "ftp://eu"' },
  { context: 'empty', message: 'the server of cluster "empty" is no address: ""' },
  { context: 'blank', message: 'the context names no cluster' },
])('the context $context is a cluster that cannot be reached', ({ context, message }) => {
  expect(clusters(context)).toMatchObject([{ name: context, connection: { code: 'CONTEXT_BROKEN', message } }]);
});
