import type { AgentOptions } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Connection } from '../kubeconfig/cluster.ts';
import { readCredentials, type CallPlugin } from '../credentials/credentials.ts';
import type { Deadline } from '../deadline/deadline.ts';
import { proxyOf } from '../kubeconfig/proxy.ts';
import { createClient, type OpenClient } from './client.ts';
import { statusError } from './status-error.ts';
import { tlsOptions } from './tls.ts';
import { withDeadline } from './with-deadline.ts';
import { withoutLogin } from '../kubeconfig/without-login.ts';

/** The parts of the process that connections need. */
export interface Network {
  /** The name and version of the program, as servers log it. */
  userAgent: string;
  env: Readonly<Record<string, string | undefined>>;
  callPlugin: CallPlugin;
  lookup: LookupFunction;
}

// A handshake with certificates on both sides costs more CPU than an answer. A few shared
// connections are therefore faster than one connection for each request.
const agentOptions: AgentOptions = { keepAlive: true, maxSockets: 3 };

/**
 * Returns a client of a cluster of a kubeconfig. Its requests share connections and end at the
 * deadline. All its errors are ClusterErrors.
 * @throws ClusterError when there are no usable credentials
 */
export async function connect(connection: Connection, network: Network, deadline: Deadline): Promise<OpenClient> {
  const { server, cluster } = connection;
  const credentials = await readCredentials(connection, network.callPlugin, deadline);
  const proxy = proxyOf(cluster, server, network.env);
  const isTls = server.protocol === 'https:';
  // The import of node:http also loads undici, which takes 15 ms. A server of https does not need
  // it.
  const transport = isTls ? https : await import('node:http');
  const address = `${withoutLogin(cluster.server ?? '')}${proxy === undefined ? '' : ` through ${proxy.protocol}//${proxy.host}`}`;
  const encoding = cluster['disable-compression'] === true ? {} : { 'Accept-Encoding': 'gzip' };
  const { lookup } = network;
  const agent =
    proxy === undefined
      ? new transport.Agent(agentOptions)
      : await (
          await import('./tunnel.ts')
        ).tunnelAgent({ proxy, signal: deadline.signal, lookup, address }, agentOptions);
  const options = { agent, lookup, ...(isTls && (await tlsOptions(connection, credentials, address))) };
  const client = createClient(
    {
      url: server.href.replace(/\/$/, ''),
      authenticate: request => {
        Object.assign(request, options);
        request.headers['Accept'] ??= 'application/json';
        Object.assign(request.headers, credentials.headers, encoding);
        return Promise.resolve();
      },
    },
    {
      userAgent: network.userAgent,
      limit: () => deadline.signal,
      refused: refusal => statusError(refusal, { address, credentials: credentials.refusal }),
      address,
    },
  );
  const close = () => {
    agent.destroy();
  };
  return withDeadline({ ...client, close }, deadline, address);
}
