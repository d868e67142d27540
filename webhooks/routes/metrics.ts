import type { FastifyInstance, RawServerBase } from 'fastify';
import type { RouteDependencies } from './dependencies.ts';
import { unready } from './health.ts';

/** Serves /metrics in the text format of Prometheus. */
export function metricsRoute<Server extends RawServerBase>(
  app: FastifyInstance<Server>,
  dependencies: RouteDependencies,
): void {
  const { certificateExpiry, ready, registry } = dependencies.metrics;
  app.get('/metrics', async (_request, reply) => {
    certificateExpiry.set((dependencies.certificate.current()?.ends.getTime() ?? 0) / 1000);
    ready.set(unready(dependencies).length === 0 ? 1 : 0);
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
