import { isIPv6, type LookupFunction, type Socket } from 'node:net';

/** A host and a port; the host of an IPv6 address has no brackets. */
export interface Endpoint {
  host: string;
  port: number;
}

/** The way to a proxy. */
export interface Way {
  proxy: URL;
  /** Ends the wait for the proxy. */
  signal: AbortSignal;
  /** Looks up the name of the proxy. */
  lookup: LookupFunction;
}

/**
 * Opens a way through a proxy.
 * @throws ClusterError or an error of node:net or node:tls
 */
export type OpenTunnel = (target: Endpoint, way: Way) => Promise<Socket>;

/** The endpoint at which a proxy listens. */
export function endpointOf({ hostname, port }: URL, defaultPort: number): Endpoint {
  return { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? defaultPort : Number(port) };
}

/** The user and password in a proxy's address; undefined without a user. */
export function loginOf({ username, password }: URL): { user: string; password: string } | undefined {
  if (username === '') return undefined;
  return { user: decodeURIComponent(username), password: decodeURIComponent(password) };
}

/** An endpoint as HTTP writes it, e.g. [fd00::1]:6443 */
export function authorityOf({ host, port }: Endpoint): string {
  return `${isIPv6(host) ? `[${host}]` : host}:${port}`;
}
