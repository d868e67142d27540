import { lookup } from 'node:dns';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Client } from './client.ts';
import { connect } from './connect.ts';
import type { Cluster } from '../kubeconfig/cluster.ts';
import { startDeadline } from '../deadline/deadline.ts';
import type { UserEntry } from '../kubeconfig/schema.ts';

export interface Asked {
  path: string;
  headers: IncomingHttpHeaders;
}

/**
 * The answer of a server: JSON with status 200 by default. A string is sent unchanged. 'hang' sends
 * no answer, 'close' closes the connection.
 */
export type Said = { status?: number; body: unknown; after?: number } | 'hang' | 'close';

/**
 * Starts an HTTP server for behaviour that a real API server cannot produce. It stops at the end of
 * the test.
 */
export async function startServer(
  answer: (asked: Asked) => Said,
): Promise<{ url: string; asked: Asked[]; sockets: () => number }> {
  const asked: Asked[] = [];
  let sockets = 0;
  const server = createServer((request, response) => {
    const one = { path: request.url ?? '', headers: request.headers };
    asked.push(one);
    const said = answer(one);
    if (said === 'hang') return;
    if (said === 'close') {
      request.socket.destroy();
      return;
    }
    const { status = 200, body, after = 0 } = said;
    setTimeout(() => {
      response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
    }, after);
  });
  server.on('connection', () => (sockets += 1));
  await listen(server);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${portOf(server)}`, asked, sockets: () => sockets };
}

export function listen(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

/** Returns a cluster at an address, with one context of the same name. */
export function clusterAt(url: string, name = 'eu-1', user: UserEntry = { token: 'secret' }): Cluster {
  return {
    name,
    shortName: name,
    contexts: [name],
    server: url,
    namespaces: ['default'],
    connection: { server: new URL(url), cluster: { server: url }, user, names: { cluster: name, user: 'ann' } },
  };
}

/** Returns a client of the server at an address, with a deadline in milliseconds. */
export async function clientOf(
  url: string,
  { timeout = 0, user = {} }: { timeout?: number; user?: UserEntry } = {},
): Promise<Client> {
  const deadline = startDeadline(timeout, new AbortController().signal);
  const network = {
    userAgent: 'kubectl-fleet/test',
    env: {},
    callPlugin: () => Promise.reject(new Error('no plugin here')),
    lookup,
  };
  const names = { cluster: 'eu', user: 'ann' };
  const client = await connect({ server: new URL(url), cluster: { server: url }, user, names }, network, deadline);
  onTestFinished(() => {
    client.close();
    deadline.end();
  });
  return client;
}
