import type { IncomingMessage } from 'node:http';
import { errorCodes, type FastifyRequest } from 'fastify';
import { WebhookError } from '../errors/webhook-error.ts';
import { bodyLimit } from '../flow-control/limits.ts';
import type { QueueEntry } from '../flow-control/admission-queue.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Entry of the review in the admission queue; null for a request without a review. */
    queueEntry: QueueEntry | null;
  }
}

/**
 * Collects the body of a review as it arrives. Fastify has no limit for the memory of all
 * unfinished bodies.
 * @param done gets the body; nothing for a request that no route expects; an error for a body that
 *   is too long, was dropped or broke off
 */
export function receiveBody(
  { queueEntry, headers }: FastifyRequest,
  payload: IncomingMessage,
  done: (error: Error | null, body?: Buffer) => void,
): void {
  if (queueEntry === null) {
    done(null);
    return;
  }
  if (Number(headers['content-length']) > bodyLimit) {
    done(new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE());
    return;
  }
  let pieces: Buffer[] = [];
  let length = 0;
  const stop = (): void => {
    payload.off('data', add).off('end', end).off('error', breakOff);
  };
  const fail = (error: Error): void => {
    stop();
    pieces = [];
    queueEntry.release();
    done(error);
  };
  const breakOff = (): void => {
    fail(new WebhookError('REVIEW_INVALID', 'the connection ended in the middle of the body'));
  };
  const add = (piece: Buffer): void => {
    length += piece.length;
    if (length > bodyLimit) fail(new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE());
    else {
      pieces.push(piece);
      queueEntry.receive(piece.length, fail);
    }
  };
  const end = (): void => {
    stop();
    done(null, Buffer.concat(pieces, length));
  };
  payload.on('data', add).on('end', end).on('error', breakOff);
}
