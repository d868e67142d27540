import { constants } from 'node:crypto';
import type { Server } from 'node:https';
import fastify, { LogController, type FastifyInstance } from 'fastify';
import { receiveBody } from './admission/receive-body.ts';
import { boundConnections } from './connections/bound-connections.ts';
import { guardReviews } from './authentication/guard.ts';
import type { Dependencies } from './dependencies.ts';
import { answerFailure } from './routes/failure.ts';
import { bodyLimit } from './evaluation/limits.ts';
import { healthRoutes } from './routes/health.ts';
import { metricsRoute } from './routes/metrics.ts';
import { noRouteSchemas } from './no-route-schemas.ts';
import { mutateRoute } from './routes/mutate.ts';
import { validateRoute } from './routes/validate.ts';
import { traceReviews } from './tracing/trace.ts';
import { closeUnusedConnections } from './connections/unused-connections.ts';

export type App = FastifyInstance<Server>;

/**
 * The server of reviews, not yet listening; it answers probes too, unless they have a port of their own. Where there is no certificate yet,
 * it has to be given one before it listens.
 */
export function buildApp(dependencies: Dependencies, { answersProbes = true } = {}): App {
  const { cert, key } = dependencies.certificate.current() ?? {};
  const clientCA = dependencies.callers?.clientCA();
  const app = fastify({
    ...noRouteSchemas,
    https: {
      cert,
      key,
      // A client without one is heard out, and told what is missing.
      requestCert: clientCA !== undefined,
      rejectUnauthorized: false,
      ...(clientCA !== undefined && { ca: clientCA }),
      headersTimeout: 15_000,
      connectionsCheckingInterval: 5_000,
      // As long as kube-apiserver waits for it; Node would wait two minutes for whoever connects and says nothing.
      handshakeTimeout: 10_000,
      // TLS 1.3 has none, and nobody needs it in 1.2, where each costs the server far more than the client.
      secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
    },
    // kube-apiserver keeps an idle connection for 90 s and never repeats a POST that was lost with one, so it must be the one to close.
    keepAliveTimeout: 110_000,
    // Not below headersTimeout: Node would swap the two (src/node_http_parser.cc) and leave a slow body the longer one.
    requestTimeout: 15_000,
    bodyLimit,
    return503OnClosing: false,
    loggerInstance: dependencies.log,
    logController: new LogController({ disableRequestLogging: true }),
  });
  app.removeAllContentTypeParsers();
  // Read when its turn has come, and where that keeps nobody waiting.
  app.addContentTypeParser('application/json', receiveBody);
  app.addHook('onRequest', (_request, reply, done) => {
    if (dependencies.draining()) reply.header('connection', 'close');
    done();
  });
  closeUnusedConnections(app);
  boundConnections(app, dependencies);
  guardReviews(app, dependencies.callers);
  app.setErrorHandler((error, request, reply) => answerFailure(error, request, reply, dependencies.instruments));
  app.decorateRequest('reviewed', null);
  app.decorateRequest('place', null);
  if (dependencies.trace) traceReviews(app, dependencies.trace);
  mutateRoute(app, dependencies);
  validateRoute(app, dependencies);
  if (answersProbes) {
    healthRoutes(app, dependencies);
    metricsRoute(app, dependencies);
  }
  return app;
}
