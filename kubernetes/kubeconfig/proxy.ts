import { BlockList, isIP } from 'node:net';
import type { ClusterEntry } from './schema.ts';
import { withoutLogin } from './without-login.ts';
import { ClusterError } from '../errors/cluster-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy on the way to a server: the entry's proxy-url, else the environment's; undefined for
 * none.
 * @throws ClusterError ContextInvalid when it is no address
 */
export function proxyOf(cluster: ClusterEntry, server: URL, env: Environment): URL | undefined {
  const named = cluster['proxy-url'] ?? '';
  if (named !== '') return addressOf(named);
  const scheme = server.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const proxy = env[scheme] ?? env[scheme.toLowerCase()] ?? '';
  if (proxy === '' || isExempt(server, env['NO_PROXY'] ?? env['no_proxy'] ?? '')) return undefined;
  return addressOf(proxy.includes('://') ? proxy : `http://${proxy}`);
}

/**
 * SOCKS5H is more than kubectl takes; it says outright what kubectl does with SOCKS5: the proxy
 * looks names up.
 */
export const proxySchemes = ['http:', 'https:', 'socks5:', 'socks5h:'];

function addressOf(proxy: string): URL {
  const url = URL.canParse(proxy) ? new URL(proxy) : undefined;
  const shown = withoutLogin(proxy);
  if (url === undefined || !proxySchemes.includes(url.protocol) || url.hostname === '')
    throw new ClusterError('ContextInvalid', `the proxy is no address such as http://host:3128: "${shown}"`);
  try {
    decodeURIComponent(url.username + url.password);
  } catch {
    throw new ClusterError(
      'ContextInvalid',
      `the user or password of the proxy has a % that stands for nothing: "${shown}"`,
    );
  }
  return url;
}

/**
 * NO_PROXY as Go reads it (golang.org/x/net/http/httpproxy), or kubectl would reach a cluster
 * that we do not: loopback always, networks like 10.0.0.0/8, and domains with all that is below
 * them. npm's proxy-from-env knows none of the three.
 */
function isExempt(server: URL, noProxy: string): boolean {
  const host = server.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const port = server.port === '' ? (server.protocol === 'https:' ? '443' : '80') : server.port;
  if (host === 'localhost' || contains('127.0.0.0/8', host) || host === '::1') return true;
  return noProxy
    .split(',')
    .map(entry => entry.trim().toLowerCase())
    .some(entry => entry === '*' || contains(entry, host) || matchesName(entry, host, port));
}

function matchesName(entry: string, host: string, port: string): boolean {
  const [, name = '', wanted] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  if (name === '' || (wanted !== undefined && wanted !== port)) return false;
  const suffix = name.replace(/^\*/, '');
  return suffix.startsWith('.') ? host.endsWith(suffix) : host === suffix || host.endsWith(`.${suffix}`);
}

/** True where an IP address lies in a network such as 10.0.0.0/8. */
function contains(network: string, host: string): boolean {
  const [, address = '', bits = ''] = /^(.+)\/(\d+)$/.exec(network) ?? [];
  const family = isIP(address);
  if (family === 0 || isIP(host) !== family) return false;
  const name = family === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(address, Number(bits), name);
  return list.check(host, name);
}
