import type { Agent, AgentOptions, IncomingMessage, RequestOptions } from 'node:http';
import https from 'node:https';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { version } from '../version.ts';
import type { Connection } from './cluster.ts';
import { readCredentials, type CallPlugin } from './credentials.ts';
import type { Deadline } from './deadline.ts';
import { proxyAgent, proxyOf } from './proxy.ts';
import { ClusterError, networkError, statusError } from './reasons.ts';
import { tlsOptions } from './tls.ts';

/** Asks one cluster. */
export interface Client {
  /**
   * The JSON behind a path such as /api/v1/nodes?limit=500.
   * @throws ClusterError
   */
  get: (path: string, accept?: string) => Promise<unknown>;
  close: () => void;
}

/** What connections need of the process. */
export interface Network {
  env: Readonly<Record<string, string | undefined>>;
  callPlugin: CallPlugin;
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
  const agent = proxy === undefined ? new transport.Agent(agentOptions) : await proxyAgent(proxy, agentOptions);
  const address = `${cluster.server ?? ''}${proxy === undefined ? '' : ` through ${proxy.protocol}//${proxy.host}`}`;
  const options = {
    agent,
    signal: deadline.signal,
    ...(isTls && (await tlsOptions(connection, credentials, address))),
  };
  const asked = { address, credentials: credentials.refusal };
  const base = server.href.replace(/\/$/, '');

  const attempt = async (path: string, accept: string): Promise<unknown> => {
    const headers = {
      ...credentials.headers,
      Accept: accept,
      'Accept-Encoding': 'gzip',
      'User-Agent': `kubectl-fleet/${version}`,
    };
    const response = await send(transport, base + path, { ...options, headers });
    const body = await readBody(response);
    const status = response.statusCode ?? 0;
    if (status < 200 || status > 299) throw statusError(status, messageOf(body), asked);
    return parse(body, address);
  };

  return {
    get: async (path, accept = 'application/json') => {
      try {
        return await attempt(path, accept).catch((error: unknown) => {
          // A server that goes away closes idle connections; a GET can be asked again, once.
          if (isReset(error) && !deadline.signal.aborted) return attempt(path, accept);
          throw error;
        });
      } catch (error) {
        if (error instanceof ClusterError) throw error;
        if (!deadline.signal.aborted) throw networkError(error, address);
        const [code, words] = deadline.reason();
        throw new ClusterError(code, `${words} (${address})`);
      }
    },
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
    transport.request(url, options, resolve).on('error', reject).end();
  });
}

async function readBody(response: IncomingMessage): Promise<string> {
  const body = await buffer(response);
  return (response.headers['content-encoding'] === 'gzip' ? await promisify(gunzip)(body) : body).toString();
}

function parse(body: string, address: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new ClusterError('NOT_KUBERNETES', `the answer is not JSON: no Kubernetes API server (${address})`, {
      cause: error,
    });
  }
}

/** The message of a Status object; servers in front of a cluster answer with other things. */
function messageOf(body: string): string {
  try {
    const status: unknown = JSON.parse(body);
    return typeof status === 'object' && status !== null && 'message' in status ? String(status.message) : '';
  } catch {
    return '';
  }
}

function isReset(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}
