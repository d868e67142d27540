import type { Deadline } from './deadline.ts';
import { largeBody } from './limits.ts';
import { overloaded } from './overloaded.ts';

/**
 * Bytes of bodies that are evaluated in one round of the event loop. Between two rounds the server
 * accepts or sheds new reviews and answers probes.
 */
const roundBytes = largeBody;
/** Bytes that the smallest review counts for, because rules take time for any review. */
const minimumBytes = roundBytes / 32;

/** Reviews that wait for the main thread, in the order of their arrival. */
export interface EvaluationQueue {
  /**
   * Waits for the turn of a body of so many bytes. Rejects with WebhookError OVERLOADED or TOO_LATE
   * when the turn comes too late.
   */
  wait: (bytes: number, deadline: Deadline) => Promise<void>;
}

/**
 * Creates an empty queue. Reviews that were read in one round of the event loop are evaluated
 * together. Otherwise the code of the network and the code of the policy evict each other from the
 * caches of the processor, and a denial takes a third longer.
 * @param onLate is called for each turn that comes too late
 */
export function createEvaluationQueue(onLate: () => void): EvaluationQueue {
  const waiting: { bytes: number; begin: () => void }[] = [];

  const serve = (): void => {
    let room = roundBytes;
    for (let next = waiting.shift(); next !== undefined; next = room > 0 ? waiting.shift() : undefined) {
      room -= Math.max(next.bytes, minimumBytes);
      next.begin();
    }
    if (waiting.length > 0) setImmediate(serve);
  };

  const wait: EvaluationQueue['wait'] = (bytes, deadline) => {
    if (waiting.length === 0) setImmediate(serve);
    const lastTurn = performance.now() + deadline.maximumWait;
    return new Promise((resolve, reject) => {
      const begin = (): void => {
        if (performance.now() < lastTurn) {
          resolve();
          return;
        }
        onLate();
        reject(overloaded(deadline.allowsRetry));
      };
      waiting.push({ bytes, begin });
    });
  };
  return { wait };
}
