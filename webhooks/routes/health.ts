import type { FastifyInstance, RawServerBase } from 'fastify';
import type { RouteDependencies } from './dependencies.ts';

/**
 * Serves /healthz and /readyz. /healthz succeeds while the process answers. /readyz succeeds while
 * the process can evaluate reviews, and lists the skipped entries of the settings, one a line.
 * Otherwise it lists the reasons, one a line.
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

/** Lists the reasons why this process should get no reviews. */
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
