import type { FastifyInstance, RawServerBase } from 'fastify';
import type { Dependencies } from '../dependencies.ts';

/** /healthz: the process answers. /readyz: it should be sent reviews; if not, why, one reason a line. */
export function healthRoutes<Server extends RawServerBase>(
  app: FastifyInstance<Server>,
  dependencies: Dependencies,
): void {
  app.get('/healthz', (_request, reply) => reply.send('ok\n'));
  app.get('/readyz', (_request, reply) => {
    const reasons = unready(dependencies);
    return reply.code(reasons.length === 0 ? 200 : 503).send(`${reasons.join('\n') || 'ok'}\n`);
  });
}

/** Why no reviews should be sent to this process, one reason each. */
export function unready({ cluster, certificate, callers, now, draining }: Dependencies): string[] {
  const { ends = now() } = certificate.current() ?? {};
  return [
    ...cluster.missing(),
    ...certificate.missing(),
    ...(callers?.missing() ?? []),
    ...(now() > ends ? [`certificate: expired at ${ends.toISOString()}`] : []),
    ...(draining() ? ['process: about to end'] : []),
  ];
}
