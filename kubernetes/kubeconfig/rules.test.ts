import { expect, test } from 'vitest';
import { clusterProblem, userProblem } from './rules.ts';
import type { ClusterEntry, UserEntry } from './schema.ts';

const server = 'https://eu:6443';

test.each<{ cluster: ClusterEntry; problem: string | undefined }>([
  { cluster: { server, 'certificate-authority': 'ca.crt' }, problem: undefined },
  { cluster: { server, 'certificate-authority-data': '', 'insecure-skip-tls-verify': true }, problem: undefined },
  { cluster: { server, 'proxy-url': 'socks5://127.0.0.1:1080' }, problem: undefined },
  { cluster: {}, problem: 'there is no server' },
  {
    cluster: { server, 'certificate-authority': 'ca.crt', 'certificate-authority-data': 'Q0E=' },
    problem: 'certificate-authority and certificate-authority-data exclude each other: remove one of them',
  },
  {
    cluster: { server, 'certificate-authority': 'ca.crt', 'insecure-skip-tls-verify': true },
    problem: 'insecure-skip-tls-verify is not allowed beside a certificate-authority: remove one of them',
  },
  { cluster: { server, 'proxy-url': '10.0.0.1:3128' }, problem: 'proxy-url is no address: "10.0.0.1:3128"' },
  { cluster: { server, 'proxy-url': 'http://ann:secret@[eu' }, problem: 'proxy-url is no address: "http://***@[eu"' },
  { cluster: { server, 'proxy-url': 'ftp://eu' }, problem: 'proxy-url is none of http, https or socks5: "ftp:"' },
])('cluster $cluster: $problem', ({ cluster, problem }) => {
  expect(clusterProblem(cluster)).toBe(problem);
});

const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: 'login', interactiveMode: 'Never' } as const;
const oidc = { name: 'oidc', config: { 'idp-issuer-url': 'https://issuer', 'client-id': 'k' } };

test.each<{ user: UserEntry; problem: string | undefined }>([
  { user: { token: 't', exec }, problem: undefined },
  { user: { token: 't', 'client-key': 'k' }, problem: undefined },
  { user: { 'client-certificate': 'c', 'client-key-data': 'aw==' }, problem: undefined },
  { user: { as: '', 'as-uid': '', 'as-groups': [] }, problem: undefined },
  {
    user: { exec: { ...exec, apiVersion: 'client.authentication.k8s.io/v1beta1', interactiveMode: '' } },
    problem: undefined,
  },
  { user: { 'auth-provider': oidc }, problem: undefined },
  {
    user: { token: 't', username: 'ann', password: 'p' },
    problem: 'token and password exclude each other: remove one of them',
  },
  {
    user: { tokenFile: 't', username: 'ann', password: 'p' },
    problem: 'tokenFile and password exclude each other: remove one of them',
  },
  {
    user: { 'client-certificate': 'c', 'client-certificate-data': 'Yw==', 'client-key': 'k' },
    problem: 'client-certificate and client-certificate-data exclude each other: remove one of them',
  },
  {
    user: { 'client-certificate': 'c', 'client-key': 'k', 'client-key-data': 'aw==' },
    problem: 'client-key and client-key-data exclude each other: remove one of them',
  },
  { user: { 'client-certificate': 'c', token: 't' }, problem: 'there is a client-certificate, and no client-key' },
  { user: { 'as-uid': '7' }, problem: 'it impersonates groups, uid or extra, and nobody in "as"' },
  { user: { 'as-user-extra': { a: ['b'] } }, problem: 'it impersonates groups, uid or extra, and nobody in "as"' },
  { user: { exec: { ...exec, command: '' } }, problem: 'exec names no command' },
  {
    user: { exec: { command: 'login' } },
    problem: 'exec names no apiVersion: it is client.authentication.k8s.io/v1 or client.authentication.k8s.io/v1beta1',
  },
  {
    user: { exec: { ...exec, apiVersion: 'client.authentication.k8s.io/v1alpha1' } },
    problem:
      'exec.apiVersion "client.authentication.k8s.io/v1alpha1" is gone: ' +
      'use client.authentication.k8s.io/v1 or client.authentication.k8s.io/v1beta1',
  },
  { user: { exec: { ...exec, env: [{ name: '', value: 'x' }] } }, problem: 'exec.env has an entry without a name' },
  {
    user: { exec: { ...exec, interactiveMode: '' } },
    problem: 'exec.interactiveMode is missing: IfAvailable, Never or Always',
  },
  { user: { exec, 'auth-provider': oidc }, problem: 'exec and auth-provider exclude each other: remove one of them' },
  {
    user: { 'auth-provider': { name: 'gcp' }, token: 't' },
    problem: 'kubectl knows no auth-provider "gcp" any more: use a credential plugin (exec)',
  },
  {
    user: { 'auth-provider': { name: 'oidc', config: { 'idp-issuer-url': 'https://issuer' } } },
    problem: 'auth-provider oidc gives no client-id',
  },
])('user $user: $problem', ({ user, problem }) => {
  expect(userProblem(user)).toBe(problem);
});
