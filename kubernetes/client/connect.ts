import type { LookupFunction } from 'node:net';
import type { Connection } from '../kubeconfig/cluster.ts';
import type { CallPlugin } from '../credentials/credentials.ts';
import type { Lifetime } from '../credentials/lifetimes.ts';
import type { Deadline } from '../deadline/deadline.ts';
import { proxyOf } from '../kubeconfig/proxy.ts';
import { createClient, type OpenClient } from './client.ts';
import type { RequestLog } from './request-log.ts';
import { openSession } from './session.ts';
import { statusError } from './status-error.ts';
import { withDeadline } from './with-deadline.ts';
import { withoutLogin } from '../kubeconfig/without-login.ts';

/** The parts of the process that connections need. */
export interface Network {
  /** The name and version of the program, as servers log it. */
  userAgent: string;
  env: Readonly<Record<string, string | undefined>>;
  callPlugin: CallPlugin;
  lookup: LookupFunction;
  /** Milliseconds that one request may take; 0 or none is no limit. */
  requestTimeout?: number;
  log?: RequestLog | undefined;
}

/**
 * Returns a client of a cluster of a kubeconfig. Its requests share connections and end at the
 * deadline. All its errors are ClusterErrors.
 * @throws ClusterError when there are no usable credentials
 */
export async function connect(connection: Connection, network: Network, deadline: Deadline): Promise<OpenClient> {
  const { server, cluster } = connection;
  const { callPlugin, lookup, userAgent, log, requestTimeout = 0 } = network;
  const proxy = proxyOf(cluster, server, network.env);
  const through = proxy === undefined ? '' : ` through ${proxy.protocol}//${proxy.host}`;
  const address = `${withoutLogin(cluster.server ?? '')}${through}`;
  let certificate: Lifetime | undefined;
  const session = await openSession(connection, callPlugin, deadline, {
    proxy,
    lookup,
    address,
    signal: deadline.signal,
    onCertificate: ({ valid_from: begin, valid_to: end }) => {
      certificate = { begin: new Date(begin), end: new Date(end) };
    },
  });
  const { authenticate, reauthenticate, refusal, close } = session;
  const encoding = cluster['disable-compression'] === true ? {} : { 'Accept-Encoding': 'gzip' };
  const client = createClient(
    {
      url: server.href.replace(/\/$/, ''),
      authenticate: async request => {
        await authenticate(request);
        request.headers['Accept'] ??= 'application/json';
        Object.assign(request.headers, encoding);
      },
      reauthenticate,
    },
    {
      userAgent,
      log,
      limit: () => deadline.signal,
      refused: answer => statusError(answer, { address, credentials: refusal() }),
      address,
    },
  );
  return withDeadline({ ...client, serverCertificate: () => certificate, close }, deadline, address, requestTimeout);
}
