import type { FastifyInstance, RawServerBase } from 'fastify';
import type { Dependencies } from '../dependencies.ts';

/** /metrics in the text format of Prometheus. */
export function metricsRoute<Server extends RawServerBase>(
  app: FastifyInstance<Server>,
  { certificate, instruments }: Dependencies,
): void {
  const { certificateExpiry, registry } = instruments;
  app.get('/metrics', async (_request, reply) => {
    certificateExpiry.set((certificate.current()?.ends.getTime() ?? 0) / 1000);
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
