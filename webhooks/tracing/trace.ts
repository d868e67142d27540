import type { IncomingHttpHeaders } from 'node:http';
import type { Server } from 'node:https';
import type { FastifyInstance } from 'fastify';
import type { Reviewed } from '../review/reviewed.ts';

/** One request for a review that was answered, however. */
export interface Ended {
  /** Its path, e.g. /validate. */
  route: string;
  headers: IncomingHttpHeaders;
  /** Milliseconds since 1970. */
  began: number;
  /** In milliseconds. */
  lasted: number;
  status: number;
  /** null where it was not judged. */
  reviewed: Reviewed | null;
}

/** What is told of each request after its answer was sent, so that no answer waits for it. */
export type Trace = (ended: Ended) => void;

export function traceReviews(app: FastifyInstance<Server>, trace: Trace): void {
  app.addHook('onResponse', (request, reply, done) => {
    const { url } = request.routeOptions;
    if (request.method === 'POST' && url !== undefined) {
      const { headers, reviewed } = request;
      const lasted = reply.elapsedTime;
      trace({ route: url, headers, began: Date.now() - lasted, lasted, status: reply.statusCode, reviewed });
    }
    done();
  });
}
