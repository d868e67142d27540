import fastify, { LogController, type FastifyInstance } from 'fastify';
import type { Dependencies } from './dependencies.ts';
import { noRouteSchemas } from './no-route-schemas.ts';
import { healthRoutes } from './routes/health.ts';
import { metricsRoute } from './routes/metrics.ts';

/** What the kubelet and Prometheus ask, without TLS and on a port of its own, so that the port for reviews is open to kube-apiserver alone. */
export function buildProbes(dependencies: Dependencies): FastifyInstance {
  const probes = fastify({
    ...noRouteSchemas,
    loggerInstance: dependencies.log,
    logController: new LogController({ disableRequestLogging: true }),
  });
  healthRoutes(probes, dependencies);
  metricsRoute(probes, dependencies);
  return probes;
}
