import { finished } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EngineError } from '../../policies/engine/errors.ts';
import { WebhookError } from '../errors/webhook-error.ts';
import type { Metrics } from '../metrics/metrics.ts';

/**
 * Answers a request that cannot be evaluated with an HTTP error, so that failurePolicy decides. The
 * answer is never an allow. kube-apiserver shows the text to the user. The log gets the error and
 * no content of the object.
 */
export async function answerFailure(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  metrics: Metrics,
): Promise<FastifyReply> {
  const status = statusOf(error);
  metrics.failures.inc({ status });
  if (status === 500) request.log.error(error);
  // Metrics count the reviews that are shed. A log line for each would add to the load.
  else if (!isShed(error) && !isUnauthenticated(error)) request.log.warn({ status }, wordsFor(error));
  // client-go repeats a POST only after a 5xx with Retry-After, inside the webhook's timeout.
  if (status === 503 && !isTooLate(error)) reply.header('retry-after', '1');
  // A client does not read while it sends, and loses the answer if the connection closes meanwhile.
  if (status === 413) await new Promise(resolve => finished(request.raw.resume(), resolve));
  return reply
    .code(status)
    .type('text/plain; charset=utf-8')
    .send(`kubectl fleet: ${wordsFor(error)}\n`);
}

function statusOf(error: unknown): number {
  if (error instanceof WebhookError) return statusOfCode[error.code] ?? 500;
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number') return error.statusCode;
  return 500;
}

const statusOfCode: Partial<Record<WebhookError['code'], number>> = {
  REVIEW_INVALID: 400,
  CALLER_UNKNOWN: 401,
  CALLER_REFUSED: 403,
  SCOPE_EXCEEDED: 403,
  NOT_READY: 503,
  OVERLOADED: 503,
  TOO_LATE: 503,
};

/** True for a sender that is not authenticated. authenticate-reviews.ts logs each reason once. */
function isUnauthenticated(error: unknown): boolean {
  return error instanceof WebhookError && (error.code === 'CALLER_UNKNOWN' || error.code === 'CALLER_REFUSED');
}

function isShed(error: unknown): boolean {
  return isTooLate(error) || (error instanceof WebhookError && error.code === 'OVERLOADED');
}

function isTooLate(error: unknown): boolean {
  return error instanceof WebhookError && error.code === 'TOO_LATE';
}

function wordsFor(error: unknown): string {
  if (error instanceof EngineError) return `the rules could not be evaluated: ${error.code} ${error.message}`;
  return error instanceof Error && statusOf(error) !== 500
    ? error.message
    : 'internal error, see the log of the webhook';
}
