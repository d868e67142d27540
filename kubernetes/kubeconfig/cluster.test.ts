import { expect, test } from 'vitest';
import { clustersOf } from './cluster.ts';
import { kubeconfigOf } from './kubeconfig.fixture.ts';
import { ClusterError } from '../errors/cluster-error.ts';

const kubeconfig = kubeconfigOf({
  clusters: {
    eu: { server: 'https://eu:6443' },
    'eu-again': { server: 'https://eu:6443' },
    plain: { server: 'localhost:8080' },
    tls: { server: 'tls:6443', 'insecure-skip-tls-verify': true },
    secret: { server: 'http://ann:secret@eu' },
    proxied: { server: 'HTTPS://[fd00::1]:8443/k8s//c-1//?a=b#c' },
    nonsense: { server: 'ftp://eu' },
    spaced: { server: ' https://eu' },
    'path-alone': { server: 'eu/k8s' },
    broken: { server: '' },
  },
  users: {
    admin: { token: 'a' },
    reader: { token: 'r' },
    broken: { exec: { command: '' } },
    typed: new ClusterError('ContextInvalid', 'user "typed": token must be string'),
  },
  contexts: {
    'eu-shop': { cluster: 'eu', user: 'admin', namespace: 'shop' },
    'eu-bank': { cluster: 'eu-again', user: 'admin', namespace: 'bank' },
    'eu-bank-too': { cluster: 'eu', user: 'admin', namespace: 'bank' },
    'eu-reader': { cluster: 'eu', user: 'reader' },
    nobody: { cluster: 'plain' },
    tls: { cluster: 'tls', user: '' },
    'no-cluster': { cluster: 'gone', user: 'admin' },
    'no-user': { cluster: 'eu', user: 'gone' },
    secret: { cluster: 'secret' },
    proxied: { cluster: 'proxied' },
    nonsense: { cluster: 'nonsense' },
    spaced: { cluster: 'spaced' },
    'path-alone': { cluster: 'path-alone' },
    'broken-cluster': { cluster: 'broken', user: 'admin' },
    'broken-user': { cluster: 'eu', user: 'broken' },
    'typed-user': { cluster: 'eu', user: 'typed' },
    'broken-itself': new ClusterError('ContextInvalid', 'context "broken-itself": cluster must be string'),
    blank: {},
  },
});
const clusters = (...contexts: string[]) => clustersOf(kubeconfig, contexts);

test('contexts with the same address and user are one cluster, which has the namespaces of all', () => {
  expect(clusters('eu-shop', 'eu-bank', 'eu-bank-too')).toEqual([
    {
      name: 'eu-shop',
      shortName: 'eu-shop',
      contexts: ['eu-shop', 'eu-bank', 'eu-bank-too'],
      server: 'https://eu:6443',
      namespaces: ['shop', 'bank'],
      connection: {
        server: new URL('https://eu:6443'),
        cluster: { server: 'https://eu:6443' },
        user: { token: 'a' },
        names: { cluster: 'eu', user: 'admin' },
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

test('an address without a scheme is one of http, whatever else the entry says', () => {
  expect(clusters('nobody', 'tls').map(({ connection }) => connection)).toMatchObject([
    { server: new URL('http://localhost:8080'), user: {} },
    { server: new URL('http://tls:6443'), user: {} },
  ]);
});

test('the path of an address counts, and neither its query nor a password for http', () => {
  expect(clusters('proxied', 'secret').map(({ connection }) => connection)).toMatchObject([
    { server: new URL('https://[fd00::1]:8443/k8s/c-1/') },
    { server: new URL('http://eu/') },
  ]);
});

test.each([
  { context: 'no-cluster', message: 'the context names a missing cluster, "gone"' },
  { context: 'no-user', message: 'the context names a missing user, "gone"' },
  { context: 'nonsense', message: 'the server of cluster "nonsense" is no address: "ftp://eu"' },
  { context: 'spaced', message: 'the server of cluster "spaced" is no address: " https://eu"' },
  { context: 'path-alone', message: 'the server of cluster "path-alone" is no address: "eu/k8s"' },
  { context: 'broken-cluster', message: 'cluster "broken": there is no server' },
  { context: 'broken-user', message: 'user "broken": exec names no command' },
  { context: 'typed-user', message: 'user "typed": token must be string' },
  { context: 'broken-itself', message: 'context "broken-itself": cluster must be string' },
  { context: 'blank', message: 'the context names no cluster' },
])('the context $context is a cluster that cannot be reached', ({ context, message }) => {
  expect(clusters(context)).toMatchObject([{ name: context, connection: { reason: 'ContextInvalid', message } }]);
});
