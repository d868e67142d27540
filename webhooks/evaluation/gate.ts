import type { Counter, Gauge } from 'prom-client';
import { WebhookError } from '../errors/webhook-error.ts';
import { tellSeldom } from '../errors/tell-seldom.ts';
import { createArrivals, type Arrival } from './arrivals.ts';
import type { Deadline } from './deadline.ts';
import type { Limits } from './limits.ts';

/** Reason why a review is sent back unread; `slow`: its body was dropped to make room for others. */
export type Shed = 'queue' | 'memory' | 'late' | 'slow';

export interface GateInstruments {
  inflight: Gauge;
  shed: Counter<'reason'>;
}

/** Sender of a review, as far as it matters when there is too little room. */
export interface Sender {
  address: string;
  /** True if it has proved to be an API server. */
  isVerified: boolean;
}

/** A review from the first line of its request to its answer. */
export interface Place {
  /**
   * Takes memory for a piece of the body, at the cost of slower bodies where there is too little.
   * @param onDrop is called with WebhookError OVERLOADED or TOO_LATE when the body is dropped, now or later
   */
  receive: (bytes: number, onDrop: (error: WebhookError) => void) => void;
  /** Puts the review among those that are to be answered. @param bytes of the whole body @throws WebhookError OVERLOADED, TOO_LATE */
  enter: (bytes: number) => void;
  /** Gives back all that it has taken. */
  leave: () => void;
}

/**
 * Bounds the reviews that this process has to answer, and the memory of all bodies. A body counts by the part of it that has arrived, never by
 * the length that its sender announces.
 */
export interface Gate {
  /** @throws WebhookError OVERLOADED, TOO_LATE where no review would be taken in */
  begin: (sender: Sender, deadline: Deadline) => Place;
}

/** A piece of a body takes this much memory, however small it is. */
const leastPiece = 256;

/** @param onProblem is told, once a minute at most, of bodies that are dropped to make room for others */
export function createGate(
  { queued, queuedMebibytes }: Required<Limits>,
  { inflight, shed }: GateInstruments,
  onProblem: (problem: string) => void = () => undefined,
): Gate {
  const room = queuedMebibytes * 1024 * 1024;
  const arrivals = createArrivals();
  const tellSlow = tellSeldom(onProblem);
  let [reviews, total] = [0, 0];
  const refuse = (reason: Shed, { allowsRetry }: Deadline): WebhookError => {
    shed.inc({ reason });
    return overloaded(allowsRetry);
  };

  const makeRoom = (growing: Arrival): void => {
    for (let slowest = arrivals.slowest(); total > room && slowest; slowest = arrivals.slowest()) {
      slowest.drop(slowest === growing);
    }
  };

  const begin: Gate['begin'] = (sender, deadline) => {
    if (reviews >= queued) throw refuse('queue', deadline);
    let isQueued = false;
    const arrival: Arrival = { isVerified: sender.isVerified, bytes: 0, drop: () => undefined };
    const since = performance.now();
    const take = (bytes: number): void => {
      arrival.bytes += bytes;
      total += bytes;
    };
    const giveBack = (): void => {
      arrivals.remove(arrival);
      take(-arrival.bytes);
    };
    return {
      receive: (bytes, onDrop) => {
        arrival.drop = isGrowing => {
          giveBack();
          const seconds = ((performance.now() - since) / 1000).toFixed(1);
          if (!isGrowing)
            tellSlow(`dropped a body from ${sender.address}, unfinished after ${seconds} s: others need room`);
          onDrop(refuse(isGrowing ? 'memory' : 'slow', deadline));
        };
        arrivals.add(arrival);
        take(Math.max(bytes, leastPiece));
        makeRoom(arrival);
      },
      enter: bytes => {
        giveBack();
        if (reviews >= queued) throw refuse('queue', deadline);
        isQueued = true;
        take(bytes);
        inflight.set(++reviews);
      },
      leave: () => {
        giveBack();
        if (isQueued) inflight.set(--reviews);
        isQueued = false;
      },
    };
  };
  return { begin };
}

/** What a review is told that nobody has time for: to come again, or where that would be too late, to give up. */
export function overloaded(allowsRetry: boolean): WebhookError {
  return allowsRetry
    ? new WebhookError('OVERLOADED', 'too much to do, ask again')
    : new WebhookError('TOO_LATE', 'too much to do, and no time left to ask again');
}
