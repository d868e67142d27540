import type { Agent, AgentOptions, IncomingMessage, RequestOptions } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Connection } from '../kubeconfig/cluster.ts';
import { readCredentials, type CallPlugin } from '../credentials/credentials.ts';
import type { Deadline } from '../deadline/deadline.ts';
import { proxyOf } from '../kubeconfig/proxy.ts';
import { ClusterError } from '../errors/cluster-error.ts';
import { networkError } from './network-error.ts';
import { readBody } from './response-body.ts';
import { statusError } from './status-error.ts';
import { tlsOptions } from './tls.ts';
import { withoutLogin } from '../kubeconfig/without-login.ts';
import { until } from '../deadline/until.ts';

/** Asks one cluster. */
export interface Client {
  /**
   * The JSON behind a path such as /api/v1/nodes?limit=500.
   * @throws ClusterError
   */
  get: (path: string, accept?: string) => Promise<unknown>;
  close: () => void;
}

/** The parts of the process that connections need. */
export interface Network {
  /** The name and version of the program, as servers log it. */
  userAgent: string;
  env: Readonly<Record<string, string | undefined>>;
  callPlugin: CallPlugin;
  lookup: LookupFunction;
}

// A handshake with certificates on both sides costs more CPU than an answer, so a few connections are faster than one for each request.
const agentOptions: AgentOptions = { keepAlive: true, maxSockets: 3 };

/**
 * Makes a client of a cluster; its requests share connections and end at the deadline.
 * @throws ClusterError when there are no credentials to be had
 */
export async function connect(connection: Connection, network: Network, deadline: Deadline): Promise<Client> {
  const { server, cluster } = connection;
  const credentials = await readCredentials(connection, network.callPlugin, deadline);
  const proxy = proxyOf(cluster, server, network.env);
  const isTls = server.protocol === 'https:';
  // Importing node:http loads undici as well, for 15 ms that a server of https need not pay.
  const transport = isTls ? https : await import('node:http');
  const address = `${withoutLogin(cluster.server ?? '')}${proxy === undefined ? '' : ` through ${proxy.protocol}//${proxy.host}`}`;
  const agent =
    proxy === undefined
      ? new transport.Agent(agentOptions)
      : await (
          await import('./tunnel.ts')
        ).tunnelAgent({ proxy, signal: deadline.signal, lookup: network.lookup, address }, agentOptions);
  const options = {
    agent,
    signal: deadline.signal,
    lookup: network.lookup,
    ...(isTls && (await tlsOptions(connection, credentials, address))),
  };
  const asked = { address, credentials: credentials.refusal };
  const base = server.href.replace(/\/$/, '');

  const attempt = async (path: string, accept: string): Promise<unknown> => {
    const response = await send(transport, base + path, {
      ...options,
      headers: {
        ...credentials.headers,
        Accept: accept,
        'Accept-Encoding': 'gzip',
        'User-Agent': network.userAgent,
      },
    });
    const body = await readBody(response, address);
    const {
      statusCode: status = 0,
      statusMessage: phrase = '',
      headers: { location = '' },
    } = response;
    if (status < 200 || status > 299) throw statusError({ status, phrase, body, location }, asked);
    return parse(body, address);
  };
  // A server that goes away closes idle connections; a GET can be asked again, once.
  const attemptTwice = (path: string, accept: string) =>
    attempt(path, accept).catch((error: unknown) => {
      if (isReset(error) && !deadline.signal.aborted) return attempt(path, accept);
      throw error;
    });

  return {
    // The signal of a request does not reach everything below it, e.g. an agent that waits for a proxy.
    get: (path, accept = 'application/json') =>
      until(deadline, attemptTwice(path, accept), reason => `${reason} (${address})`).catch((error: unknown) => {
        throw networkError(error, address);
      }),
    close: () => {
      agent.destroy();
    },
  };
}

function send(
  transport: Pick<typeof https, 'request'>,
  url: string,
  options: RequestOptions & { agent: Agent },
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    transport
      .request(url, options, resolve)
      .on('error', reject)
      // A server that switches protocols unasked gets neither a response nor an error.
      .on('close', () => {
        reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' }));
      })
      .end();
  });
}

function parse(body: string, address: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    const words = body.trimStart().startsWith('<') ? 'a web page' : 'not JSON';
    throw new ClusterError('NOT_KUBERNETES', `the answer is ${words}: no Kubernetes API server (${address})`, {
      cause: error,
    });
  }
}

function isReset(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}
