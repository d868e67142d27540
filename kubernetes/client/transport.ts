import type { Agent, AgentOptions } from 'node:http';
import https, { type RequestOptions } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { PeerCertificate } from 'node:tls';
import type { Credentials } from '../credentials/credentials.ts';
import type { Connection } from '../kubeconfig/cluster.ts';
import { tlsOptions } from './tls.ts';

/** The connections to a server, all with the same certificate. */
export interface Transport {
  agent: Agent;
  /** The options of each request. */
  options: RequestOptions;
}

/** The way to a server. */
export interface Route {
  proxy: URL | undefined;
  lookup: LookupFunction;
  /** Ends the wait for the proxy. */
  signal: AbortSignal;
  /** The server's address in error messages, with the proxy. */
  address: string;
  /** Receives the server's certificate after its chain is checked. */
  onCertificate?: (certificate: PeerCertificate) => void;
}

// A handshake with certificates on both sides costs more CPU than an answer. A few shared
// connections are therefore faster than one connection for each request.
const agentOptions: AgentOptions = { keepAlive: true, maxSockets: 3 };

/**
 * Returns the connections to the server of a kubeconfig. None is open before the first request.
 * @throws ClusterError CredentialsInvalid when certificate and key do not match
 */
export async function openTransport(
  connection: Connection,
  credentials: Credentials,
  { proxy, onCertificate, ...route }: Route,
): Promise<Transport> {
  const { lookup, address } = route;
  const isTls = connection.server.protocol === 'https:';
  // The import of node:http also loads undici, which takes 15 ms. A server of https does not need
  // it.
  const transport = isTls ? https : await import('node:http');
  const agent =
    proxy === undefined
      ? new transport.Agent(agentOptions)
      : await (await import('./tunnel.ts')).tunnelAgent({ proxy, ...route }, agentOptions);
  const tls = isTls ? await tlsOptions(connection, credentials, address, onCertificate) : {};
  return { agent, options: { agent, lookup, ...tls } };
}
