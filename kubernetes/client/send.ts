import { setTimeout } from 'node:timers/promises';
import type { Agent, IncomingMessage } from 'node:http';
import https from 'node:https';
import type { ApiRequest, ApiServer, Refusal } from './api-server.ts';
import type { ClusterError } from '../errors/cluster-error.ts';
import { logRequest, type RequestLog } from './request-log.ts';
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
  log?: RequestLog | undefined;
}

/**
 * Closes idle connections before an API server does so after 90 s. Otherwise a request sent at that
 * moment would be lost.
 */
const agentOptions = { keepAlive: true, timeout: 30_000 };

/** Returns the function that sends requests to a server. The requests share connections. */
export function createSend(
  { url, authenticate, reauthenticate }: ApiServer,
  { userAgent, address, refused, log }: SendOptions,
): { send: (sent: Sent) => Promise<IncomingMessage>; close: () => void } {
  let agent: Agent | undefined;

  const requestOf = async ({ method = 'GET', accept, object, signal }: Sent): Promise<ApiRequest> => {
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
    return request;
  };

  const exchange = async (request: ApiRequest, { path, object }: Sent): Promise<IncomingMessage> => {
    // The import of node:http also loads undici, which takes 15 ms. A server of https does not need
    // it.
    const transport = url.startsWith('http:') ? await import('node:http') : https;
    request.agent ??= agent ??= new transport.Agent(agentOptions);
    const logged = log && logRequest(log, url + path, request);
    return new Promise((resolve, reject) => {
      transport
        .request(url + path, request, answer => {
          logged?.answered(answer);
          resolve(answer);
        })
        .on('error', error => {
          logged?.failed(error);
          reject(error);
        })
        // Node emits neither a response nor an error when a server switches protocols without a
        // request.
        .on('close', () => {
          reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' }));
        })
        .end(object === undefined ? undefined : JSON.stringify(object));
    });
  };

  /**
   * Sends a request and returns the answer, whatever its status is. Sends it once more after a 401
   * when there are other credentials.
   */
  const sendOnce = async (sent: Sent): Promise<IncomingMessage> => {
    const request = await requestOf(sent);
    const answer = await exchange(request, sent);
    if (answer.statusCode !== 401 || (await reauthenticate?.(request)) !== true) return answer;
    answer.resume();
    return exchange(await requestOf(sent), sent);
  };

  /**
   * Sends a request and returns its answer as soon as the answer begins. A busy server that asks
   * for it gets the request again.
   * @throws ClusterError when the answer is a refusal; an error of node:net or node:tls
   */
  const send = async (sent: Sent): Promise<IncomingMessage> => {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await sendOnce(sent);
      const { statusCode: status = 0, statusMessage: phrase = '', headers } = answer;
      if (status >= 200 && status <= 299) return answer;
      const body = await readBody(answer, address);
      const retryAfter = secondsOf(headers['retry-after']);
      if (!isBusy(status) || retryAfter === undefined || retryAfter > longestPause || attempt > retries) {
        throw refused({ path: sent.path, status, phrase, body, location: headers.location ?? '', retryAfter });
      }
      await setTimeout(retryAfter * 1000, undefined, { signal: sent.signal });
    }
  };

  return { send, close: () => agent?.destroy() };
}

/** client-go asks as often again (k8s.io/client-go/rest/request.go, maxRetries). */
const retries = 10;

/** Seconds. A server that wants a longer pause is not waited for. */
const longestPause = 5;

/** True for an answer after which client-go looks at Retry-After (rest/with_retry.go). */
function isBusy(status: number): boolean {
  return status === 429 || status >= 500;
}

/** Returns the seconds of a Retry-After. API servers send a number and never a date. */
function secondsOf(retryAfter: string | undefined): number | undefined {
  return retryAfter !== undefined && /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) : undefined;
}

function contentType(method: Sent['method'], object: unknown): string {
  if (method !== 'PATCH') return 'application/json';
  return Array.isArray(object) ? 'application/json-patch+json' : 'application/merge-patch+json';
}
