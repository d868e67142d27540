import { constants } from 'node:crypto';
import type { Server } from 'node:https';
import fastify, { LogController, type FastifyInstance } from 'fastify';
import { receiveBody } from './admission/receive-body.ts';
import { limitConnections } from './connections/limit-connections.ts';
import { authenticateReviews } from './authentication/authenticate-reviews.ts';
import type { Dependencies } from './dependencies.ts';
import { answerFailure } from './routes/failure.ts';
import { bodyLimit } from './flow-control/limits.ts';
import { healthRoutes } from './routes/health.ts';
import { metricsRoute } from './routes/metrics.ts';
import { noRouteSchemas } from './no-route-schemas.ts';
import { mutateRoute } from './routes/mutate.ts';
import { validateRoute } from './routes/validate.ts';
import { traceReviews } from './tracing/trace.ts';
import { closeUnusedConnections } from './connections/unused-connections.ts';

export type App = FastifyInstance<Server>;

/**
 * Builds the server of reviews, which does not listen yet. It also answers probes, unless these
 * have their own port. It needs a certificate before it listens; the certificate may be set later.
 */
export function buildApp(dependencies: Dependencies, { answersProbes = true } = {}): App {
  const { cert, key } = dependencies.certificate.current() ?? {};
  const clientCA = dependencies.callers?.clientCA();
  const app = fastify({
    ...noRouteSchemas,
    https: {
      cert,
      key,
      // A client without a certificate may connect. It gets an answer that says what is missing.
      requestCert: clientCA !== undefined,
      rejectUnauthorized: false,
      ...(clientCA !== undefined && { ca: clientCA }),
      headersTimeout: 15_000,
      connectionsCheckingInterval: 5_000,
      // kube-apiserver waits as long. Node would wait two minutes for a silent client.
      handshakeTimeout: 10_000,
      // TLS 1.3 has no renegotiation. In TLS 1.2 it costs the server far more than the client.
      secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
    },
    // kube-apiserver keeps an idle connection for 90 s. It has to close first, because it never
    // repeats a POST that was lost with a connection.
    keepAliveTimeout: 110_000,
    // Not below headersTimeout: Node would swap the two (src/node_http_parser.cc), and a slow body
    // would get the longer one.
    requestTimeout: 15_000,
    bodyLimit,
    return503OnClosing: false,
    loggerInstance: dependencies.log,
    logController: new LogController({ disableRequestLogging: true }),
  });
  app.removeAllContentTypeParsers();
  // The evaluation parses the body later, in its turn, on the main thread or on a worker.
  app.addContentTypeParser('application/json', receiveBody);
  app.addHook('onRequest', (_request, reply, done) => {
    if (dependencies.draining()) reply.header('connection', 'close');
    done();
  });
  closeUnusedConnections(app);
  limitConnections(app, dependencies);
  authenticateReviews(app, dependencies.callers);
  app.setErrorHandler((error, request, reply) => answerFailure(error, request, reply, dependencies.metrics));
  app.decorateRequest('reviewed', null);
  app.decorateRequest('queueEntry', null);
  if (dependencies.trace) traceReviews(app, dependencies.trace);
  mutateRoute(app, dependencies);
  validateRoute(app, dependencies);
  if (answersProbes) {
    healthRoutes(app, dependencies);
    metricsRoute(app, dependencies);
  }
  return app;
}
