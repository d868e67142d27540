import type { Counter, Gauge } from 'prom-client';
import type { WebhookError } from '../errors/webhook-error.ts';
import { rateLimitedLog } from '../logging/rate-limited-log.ts';
import type { Deadline } from './deadline.ts';
import type { Limits } from './limits.ts';
import { overloaded } from './overloaded.ts';
import { createUnfinishedBodies, type UnfinishedBody } from './unfinished-bodies.ts';

/** Reason why a review is shed unread; `slow`: its body was dropped to make room for others. */
export type ShedReason = 'queue' | 'memory' | 'late' | 'slow';

/** Metrics that the admission queue updates. */
export interface QueueMetrics {
  inflight: Gauge;
  shed: Counter<'reason'>;
}

/** Sender of a review. */
export interface Sender {
  address: string;
  /** True if the sender has proved to be an API server. */
  isVerified: boolean;
}

/** Entry of one review in the queue, from the first line of its request to its answer. */
export interface QueueEntry {
  /**
   * Takes memory for a piece of the body. Drops slower bodies where there is too little memory.
   * @param onDrop is called with WebhookError OVERLOADED or TOO_LATE when this body is dropped, now
   *   or later
   */
  receive: (bytes: number, onDrop: (error: WebhookError) => void) => void;
  /**
   * Adds the review to the reviews in flight.
   * @param bytes length of the whole body
   * @throws WebhookError OVERLOADED, TOO_LATE
   */
  enqueue: (bytes: number) => void;
  /** Gives back the memory and the place in the queue. Does nothing at a second call. */
  release: () => void;
}

/**
 * Limits the reviews in flight and the memory of all bodies. A body counts by the bytes that have
 * arrived, never by the length that its sender announces.
 */
export interface AdmissionQueue {
  /** Opens an entry. @throws WebhookError OVERLOADED, TOO_LATE where the queue is full */
  open: (sender: Sender, deadline: Deadline) => QueueEntry;
}

/** Memory in bytes that a piece of a body takes at least. */
const minimumPiece = 256;

/**
 * Creates an empty queue.
 * @param onProblem gets a line when a body is dropped to make room for others, at most one a minute
 */
export function createAdmissionQueue(
  { queued, queuedMebibytes }: Required<Limits>,
  { inflight, shed }: QueueMetrics,
  onProblem: (problem: string) => void = () => undefined,
): AdmissionQueue {
  const room = queuedMebibytes * 1024 * 1024;
  const unfinished = createUnfinishedBodies();
  const logSlow = rateLimitedLog(onProblem);
  let [reviews, total] = [0, 0];
  const refuse = (reason: ShedReason, { allowsRetry }: Deadline): WebhookError => {
    shed.inc({ reason });
    return overloaded(allowsRetry);
  };

  const makeRoom = (growing: UnfinishedBody): void => {
    for (let slowest = unfinished.slowest(); total > room && slowest; slowest = unfinished.slowest()) {
      slowest.drop(slowest === growing);
    }
  };

  const open: AdmissionQueue['open'] = (sender, deadline) => {
    if (reviews >= queued) throw refuse('queue', deadline);
    let isQueued = false;
    const body: UnfinishedBody = { isVerified: sender.isVerified, bytes: 0, drop: () => undefined };
    const since = performance.now();
    const take = (bytes: number): void => {
      body.bytes += bytes;
      total += bytes;
    };
    const giveBack = (): void => {
      unfinished.remove(body);
      take(-body.bytes);
    };
    return {
      receive: (bytes, onDrop) => {
        body.drop = isGrowing => {
          giveBack();
          const seconds = ((performance.now() - since) / 1000).toFixed(1);
          if (!isGrowing)
            logSlow(`dropped a body from ${sender.address}, unfinished after ${seconds} s: others need room`);
          onDrop(refuse(isGrowing ? 'memory' : 'slow', deadline));
        };
        unfinished.add(body);
        take(Math.max(bytes, minimumPiece));
        makeRoom(body);
      },
      enqueue: bytes => {
        giveBack();
        if (reviews >= queued) throw refuse('queue', deadline);
        isQueued = true;
        take(bytes);
        inflight.set(++reviews);
      },
      release: () => {
        giveBack();
        if (isQueued) inflight.set(--reviews);
        isQueued = false;
      },
    };
  };
  return { open };
}
