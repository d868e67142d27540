import * as http from 'node:http';
import * as https from 'node:https';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { WebhookError, type WebhookErrorCode } from '../errors/webhook-error.ts';

/** Where an API server is, and what proves to it who asks. */
export interface ApiServer {
  readonly url: string;
  /** Adds to a request what it has to show, and where not everybody may go there by himself, the way. */
  readonly authenticate: (request: Request) => Promise<void>;
}

/** What is known of a request before it is sent. */
export type Request = https.RequestOptions & { headers: http.OutgoingHttpHeaders };

/**
 * Raw JSON of the cluster, as its own API writes it: the typed APIs rename fields, make Dates and drop what they do not know,
 * and a policy must see objects as they are.
 */
export interface ClusterClient {
  /** @throws WebhookError OBJECT_MISSING, OBJECT_FORBIDDEN, CLUSTER_REFUSED */
  get: (path: string, asking?: Asking) => Promise<unknown>;
  /** One value for each line, until the server ends the answer. */
  lines: (path: string, signal: AbortSignal, asking?: Pick<Asking, 'accept'>) => AsyncGenerator;
}

/** How to ask, where it is not as usual: for all of the object, with 30 s to answer. */
export interface Asking {
  /** Media type of the answer, e.g. of objects without all but their metadata. */
  accept?: string;
  signal?: AbortSignal;
}

/** A client that changes things too, which is only ever what the webhook keeps of its own. */
export interface ClusterWriter extends ClusterClient {
  /**
   * Sends an object; PATCH is a JSON merge patch, or a JSON Patch where it is a list. Answers what the cluster made of it.
   * @throws WebhookError OBJECT_MISSING, OBJECT_CHANGED where somebody else was faster, CLUSTER_REFUSED
   */
  write: (method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, object?: unknown) => Promise<unknown>;
}

/** A client that reads what may be too long to be read at once. */
export interface ClusterStream {
  /** An answer as it arrives. @throws WebhookError OBJECT_MISSING, OBJECT_FORBIDDEN, LIST_EXPIRED, CLUSTER_REFUSED */
  bytes: (path: string, signal: AbortSignal, asking?: Pick<Asking, 'accept'>) => AsyncIterable<Uint8Array>;
}

export function clusterClient(server: ApiServer): ClusterWriter & ClusterStream {
  return {
    get: async (path, { signal = AbortSignal.timeout(30_000), accept } = {}) =>
      dataOf(await text(await send(server, path, { signal, accept }))),
    bytes: async function* (path, signal, { accept } = {}) {
      yield* await send(server, path, { signal, accept });
    },
    lines: async function* (path, signal, { accept } = {}) {
      const answer = await send(server, path, { signal, accept });
      try {
        for await (const line of createInterface(answer)) yield dataOf(line);
      } finally {
        answer.destroy();
      }
    },
    write: async (method, path, object) => {
      const patch = Array.isArray(object) ? 'json-patch+' : 'merge-patch+';
      const type = `application/${method === 'PATCH' ? patch : ''}json`;
      const signal = AbortSignal.timeout(30_000);
      return dataOf(
        await text(await send(server, path, { method, signal, ...(object !== undefined && { type, object }) })),
      );
    },
  };
}

interface Sent {
  signal: AbortSignal;
  method?: string;
  accept?: string | undefined;
  /** Media type of the object. */
  type?: string;
  object?: unknown;
}

/** Idle connections are closed before the API server does it after 90 s, or what lies before it: a request that goes out meanwhile would be lost. */
const keeping = { keepAlive: true, timeout: 30_000 };
const agents = { http: new http.Agent(keeping), https: new https.Agent(keeping) };

async function send(server: ApiServer, path: string, sent: Sent): Promise<http.IncomingMessage> {
  const { method = 'GET', signal, accept, type, object } = sent;
  const headers = {
    'user-agent': 'kubectl-fleet-webhook',
    ...(accept !== undefined && { accept }),
    ...(type !== undefined && { 'content-type': type }),
  };
  const scheme = server.url.startsWith('http:') ? http : https;
  const options: Request = { method, signal, headers };
  await server.authenticate(options);
  options.agent ??= scheme === http ? agents.http : agents.https;
  const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
    const request = scheme.request(`${server.url}${path}`, options, resolve);
    request.on('error', reject);
    request.end(object === undefined ? undefined : JSON.stringify(object));
  });
  const { statusCode: status = 0 } = answer;
  if (status < 300) return answer;
  const problem = `${path} answers ${status}: ${(await text(answer)).trim().slice(0, 300)}`;
  throw new WebhookError(codeOfStatus[status] ?? 'CLUSTER_REFUSED', problem);
}

const codeOfStatus: Partial<Record<number, WebhookErrorCode>> = {
  403: 'OBJECT_FORBIDDEN',
  404: 'OBJECT_MISSING',
  409: 'OBJECT_CHANGED',
  410: 'LIST_EXPIRED',
};

function dataOf(text: string): unknown {
  return JSON.parse(text);
}
