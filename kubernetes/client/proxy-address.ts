import { isIPv6, type LookupFunction, type Socket } from 'node:net';

/** A host and a port. An IPv6 address as host has no brackets. */
export interface Endpoint {
  host: string;
  port: number;
}

/** The options of a connection to a proxy. */
export interface Way {
  proxy: URL;
  /** Ends the wait for the proxy. */
  signal: AbortSignal;
  /** Looks up the name of the proxy. */
  lookup: LookupFunction;
}

/** Opens a connection through a proxy. */
export type OpenTunnel = (target: Endpoint, way: Way) => Promise<Socket>;

/** Returns the host and port of a proxy. */
export function endpointOf({ hostname, port }: URL, defaultPort: number): Endpoint {
  return { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? defaultPort : Number(port) };
}

/** Returns the user and password in a proxy's address; undefined without a user. */
export function loginOf({ username, password }: URL): { user: string; password: string } | undefined {
  if (username === '') return undefined;
  return { user: decodeURIComponent(username), password: decodeURIComponent(password) };
}

/** Returns an endpoint in the notation of HTTP, e.g. [fd00::1]:6443 */
export function authorityOf({ host, port }: Endpoint): string {
  return `${isIPv6(host) ? `[${host}]` : host}:${port}`;
}
