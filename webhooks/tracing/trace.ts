import type { IncomingHttpHeaders } from 'node:http';
import type { Server } from 'node:https';
import type { FastifyInstance } from 'fastify';
import type { Reviewed } from '../review/reviewed.ts';

/** Request for a review that was answered with any status. */
export interface AnsweredRequest {
  /** Path, e.g. /validate. */
  route: string;
  headers: IncomingHttpHeaders;
  /** Start in milliseconds since 1970. */
  began: number;
  /** Duration in milliseconds. */
  lasted: number;
  status: number;
  /** Result of the review; null where it was not evaluated. */
  reviewed: Reviewed | null;
}

/** Traces a request after its answer was sent, so that no answer waits for it. */
export type Trace = (request: AnsweredRequest) => void;

/** Calls `trace` for each request for a review. */
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
