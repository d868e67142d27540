import type { Agent, IncomingMessage } from 'node:http';
import https from 'node:https';
import type { ApiRequest, ApiServer, Refusal } from './api-server.ts';
import type { ClusterError } from '../errors/cluster-error.ts';
import { readBody } from './response-body.ts';

/** One request. */
export interface Sent {
  path: string;
  /** GET by default. */
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  accept?: string | undefined;
  object?: unknown;
  signal: AbortSignal;
}

interface SendOptions {
  userAgent: string;
  address: string;
  refused: (refusal: Refusal) => ClusterError;
}

/**
 * Closes idle connections before an API server does so after 90 s. Otherwise a request sent at that
 * moment would be lost.
 */
const agentOptions = { keepAlive: true, timeout: 30_000 };

/** Returns the function that sends requests to a server. The requests share connections. */
export function createSend(
  { url, authenticate }: ApiServer,
  { userAgent, address, refused }: SendOptions,
): { send: (sent: Sent) => Promise<IncomingMessage>; close: () => void } {
  let agent: Agent | undefined;

  /**
   * Sends a request and returns its answer as soon as the answer begins.
   * @throws ClusterError when the answer is a refusal; an error of node:net or node:tls
   */
  const send = async ({ path, method = 'GET', accept, object, signal }: Sent) => {
    const request: ApiRequest = {
      method,
      signal,
      headers: {
        'User-Agent': userAgent,
        ...(accept !== undefined && { Accept: accept }),
        ...(object !== undefined && { 'Content-Type': contentType(method, object) }),
      },
    };
    await authenticate(request);
    // The import of node:http also loads undici, which takes 15 ms. A server of https does not need
    // it.
    const transport = url.startsWith('http:') ? await import('node:http') : https;
    request.agent ??= agent ??= new transport.Agent(agentOptions);
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      transport
        .request(url + path, request, resolve)
        .on('error', reject)
        // Node emits neither a response nor an error when a server switches protocols without a
        // request.
        .on('close', () => {
          reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' }));
        })
        .end(object === undefined ? undefined : JSON.stringify(object));
    });
    const { statusCode: status = 0, statusMessage: phrase = '', headers } = answer;
    if (status >= 200 && status <= 299) return answer;
    const body = await readBody(answer, address);
    throw refused({ path, status, phrase, body, location: headers.location ?? '' });
  };

  return { send, close: () => agent?.destroy() };
}

function contentType(method: Sent['method'], object: unknown): string {
  if (method !== 'PATCH') return 'application/json';
  return Array.isArray(object) ? 'application/json-patch+json' : 'application/merge-patch+json';
}
