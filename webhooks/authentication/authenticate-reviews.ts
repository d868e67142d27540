import type { Server } from 'node:https';
import type { FastifyInstance } from 'fastify';
import { reasonOf } from '../../kubernetes/errors/reason.ts';
import type { Caller } from './caller.ts';
import type { Authenticator } from './authenticator.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Sender of the request; null where the configuration demands no authentication. */
    caller: Caller | null;
  }
}

/**
 * Most reasons that are logged, each once. A sender that is not authenticated may try any number of
 * ways; the metrics count all tries.
 */
const maximumReasons = 100;

/**
 * Authenticates the sender of each review, before its body is read and before it takes a place in
 * the admission queue. Probes need no authentication.
 */
export function authenticateReviews(app: FastifyInstance<Server>, callers: Authenticator | undefined): void {
  app.decorateRequest('caller', null);
  if (callers === undefined) return;
  const logged = new Set<string>();
  app.addHook('onRequest', async request => {
    if (request.method !== 'POST') return;
    const { headers, raw, url, log } = request;
    const path = url.split('?', 1)[0] ?? '';
    try {
      request.caller = await callers.identify({ socket: raw.socket, authorization: headers.authorization, path });
    } catch (error) {
      const reason = reasonOf(error);
      if (!logged.has(reason) && logged.size < maximumReasons) {
        logged.add(reason);
        log.warn(reason);
      }
      throw error;
    }
  });
}
