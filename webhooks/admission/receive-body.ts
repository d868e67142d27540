import type { IncomingMessage } from 'node:http';
import { errorCodes, type FastifyRequest } from 'fastify';
import { WebhookError } from '../errors/webhook-error.ts';
import { bodyLimit } from '../evaluation/limits.ts';
import type { Place } from '../evaluation/gate.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Place of the review in the gate that it holds; null for a request that holds none. */
    place: Place | null;
  }
}

/**
 * Collects the body of a review, piece by piece as it arrives. Fastify itself has no bound for the sum of all unfinished bodies.
 * @param done is given the body, nothing for a request that no route expects, or an error for a body that is too long, dropped or broken off
 */
export function receiveBody(
  { place, headers }: FastifyRequest,
  payload: IncomingMessage,
  done: (error: Error | null, body?: Buffer) => void,
): void {
  if (place === null) {
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
    place.leave();
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
      place.receive(piece.length, fail);
    }
  };
  const end = (): void => {
    stop();
    done(null, Buffer.concat(pieces, length));
  };
  payload.on('data', add).on('end', end).on('error', breakOff);
}
