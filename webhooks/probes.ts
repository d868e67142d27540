import fastify, { LogController, type FastifyInstance } from 'fastify';
import type { Dependencies } from './dependencies.ts';
import { noRouteSchemas } from './no-route-schemas.ts';
import { healthRoutes } from './routes/health.ts';
import { metricsRoute } from './routes/metrics.ts';

/**
 * Builds the server of probes and metrics for the kubelet and Prometheus, without TLS. It has its
 * own port, so that the port for reviews can be open to kube-apiserver alone.
 */
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
