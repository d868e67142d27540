import type { Server } from 'node:https';
import type { FastifyInstance } from 'fastify';
import { reasonOf } from '../../kubernetes/errors/reason.ts';
import type { Caller } from './caller.ts';
import type { Callers } from './callers.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who sent it; null where nobody has to say. */
    caller: Caller | null;
  }
}

/** Who is not heard may ask as often as he likes, in many ways: the log tells each of some reasons once, the metrics count all. */
const reasonsTold = 100;

/** Hears nobody who has not proved who it is: before there is a body, and before it takes anybody's place. Probes are answered to all. */
export function guardReviews(app: FastifyInstance<Server>, callers: Callers | undefined): void {
  app.decorateRequest('caller', null);
  if (callers === undefined) return;
  const told = new Set<string>();
  app.addHook('onRequest', async request => {
    if (request.method !== 'POST') return;
    const { headers, raw, url, log } = request;
    const path = url.split('?', 1)[0] ?? '';
    try {
      request.caller = await callers.identify({ socket: raw.socket, authorization: headers.authorization, path });
    } catch (error) {
      const reason = reasonOf(error);
      if (!told.has(reason) && told.size < reasonsTold) {
        told.add(reason);
        log.warn(reason);
      }
      throw error;
    }
  });
}
