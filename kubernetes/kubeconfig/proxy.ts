import { BlockList, isIP } from 'node:net';
import type { ClusterEntry } from './schema.ts';
import { withoutLogin } from './without-login.ts';
import { ClusterError } from '../errors/cluster-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Returns the proxy for a server: the entry's proxy-url, otherwise the proxy in the environment;
 * undefined for none.
 * @throws ClusterError ContextInvalid when the proxy is not a valid address
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
 * Schemes of proxies. kubectl does not accept SOCKS5H, but it is explicit about the behaviour of
 * kubectl with SOCKS5: the proxy looks names up.
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
 * True for a host that NO_PROXY excludes, by the rules of Go (golang.org/x/net/http/httpproxy):
 * loopback always, networks like 10.0.0.0/8, and domains with all their subdomains. Otherwise
 * kubectl would reach a cluster that this client does not. npm's proxy-from-env supports none of
 * the three.
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

/** True when an IP address is in a network such as 10.0.0.0/8. */
function contains(network: string, host: string): boolean {
  const [, address = '', bits = ''] = /^(.+)\/(\d+)$/.exec(network) ?? [];
  const family = isIP(address);
  if (family === 0 || isIP(host) !== family) return false;
  const name = family === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(address, Number(bits), name);
  return list.check(host, name);
}
