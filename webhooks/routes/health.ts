import type { FastifyInstance, RawServerBase } from 'fastify';
import type { RouteDependencies } from './dependencies.ts';

/**
 * /healthz: the process answers. /readyz: it should be sent reviews, and the entries of the settings that it skips, one a line; if not, why, one
 * reason a line.
 */
export function healthRoutes<Server extends RawServerBase>(
  app: FastifyInstance<Server>,
  dependencies: RouteDependencies,
): void {
  app.get('/healthz', (_request, reply) => reply.send('ok\n'));
  app.get('/readyz', (_request, reply) => {
    const reasons = unready(dependencies);
    if (reasons.length > 0) return reply.code(503).send(linesOf(reasons));
    return reply.send(linesOf(['ok', ...dependencies.policy().skipped.map(problem => `skipped: ${problem}`)]));
  });
}

function linesOf(texts: readonly string[]): string {
  return texts.map(text => `${text}\n`).join('');
}

/** Why no reviews should be sent to this process, one reason each. */
export function unready({ missing, certificate, callers, now, draining }: RouteDependencies): string[] {
  const { ends = now() } = certificate.current() ?? {};
  return [
    ...missing(),
    ...certificate.missing(),
    ...(callers?.missing() ?? []),
    ...(now() > ends ? [`certificate: expired at ${ends.toISOString()}`] : []),
    ...(draining() ? ['process: about to end'] : []),
  ];
}
