import { expect, test } from 'vitest';
import { proxyOf } from './proxy.ts';

const through = (server: string, env: Record<string, string>, cluster = {}) =>
  proxyOf(cluster, new URL(server), env)?.href;

test('the entry has the last word, also where the environment exempts the server', () => {
  const env = { HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: '*' };
  expect(through('https://eu:6443', env, { 'proxy-url': 'socks5://bastion:1080' })).toBe('socks5://bastion:1080');
});

test('the environment has one proxy for https and one for http', () => {
  const env = { HTTPS_PROXY: 'http://secure:3128', http_proxy: 'plain:3128' };
  expect(through('https://eu:6443', env)).toBe('http://secure:3128/');
  expect(through('http://eu:8080', env)).toBe('http://plain:3128/');
  expect(through('https://eu:6443', {})).toBeUndefined();
});

test.each([
  { noProxy: 'eu.example.com', server: 'https://eu.example.com:6443' },
  { noProxy: 'example.com', server: 'https://eu.example.com:6443' },
  { noProxy: '.example.com', server: 'https://eu.example.com:6443' },
  { noProxy: '*.example.com', server: 'https://eu.example.com:6443' },
  { noProxy: 'x, EXAMPLE.com', server: 'https://eu.example.com:6443' },
  { noProxy: 'eu.example.com:6443', server: 'https://eu.example.com:6443' },
  { noProxy: '10.0.0.0/8', server: 'https://10.20.7.1:6443' },
  { noProxy: '10.20.7.1', server: 'https://10.20.7.1' },
  { noProxy: 'fd00::/8', server: 'https://[fd00::1]:6443' },
  { noProxy: '*', server: 'https://eu' },
  { noProxy: '', server: 'https://localhost:6443' },
  { noProxy: '', server: 'https://127.0.0.2:6443' },
  { noProxy: '', server: 'https://[::1]:6443' },
])('NO_PROXY=$noProxy exempts $server', ({ noProxy, server }) => {
  expect(through(server, { HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: noProxy })).toBeUndefined();
});

test.each([
  { noProxy: 'ample.com', server: 'https://eu.example.com:6443' },
  { noProxy: '.example.com', server: 'https://example.com' },
  { noProxy: 'eu.example.com:443', server: 'https://eu.example.com:6443' },
  { noProxy: '10.0.0.0/8', server: 'https://11.0.0.1' },
  { noProxy: '10.0.0.0/8', server: 'https://[fd00::1]' },
  { noProxy: '', server: 'https://eu' },
])('NO_PROXY=$noProxy does not exempt $server', ({ noProxy, server }) => {
  expect(through(server, { HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: noProxy })).toBe('http://proxy:3128/');
});
