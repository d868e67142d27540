import type { Deadline } from './deadline.ts';
import { overloaded } from './gate.ts';
import { largeBody } from './limits.ts';

/** Bytes of bodies that are judged before the event loop comes round: new ones are let in or sent back, and probes are answered. */
const roundBytes = largeBody;
/** What the smallest review counts for: rules take their time with any. */
const leastBytes = roundBytes / 32;

/**
 * Turns on the main thread, in the order of their coming. Reviews that were read in one round of the event loop are judged in one go: in between,
 * the network's code and the policy's would push each other out of the processor's caches, and a refusal would take a third longer.
 * @returns takes a turn for a body of so many bytes; rejects with WebhookError OVERLOADED or TOO_LATE when it came too late
 */
export function createTurns(onLate: () => void): (bytes: number, deadline: Deadline) => Promise<void> {
  const waiting: { bytes: number; begin: () => void }[] = [];

  const serve = (): void => {
    let room = roundBytes;
    for (let next = waiting.shift(); next !== undefined; next = room > 0 ? waiting.shift() : undefined) {
      room -= Math.max(next.bytes, leastBytes);
      next.begin();
    }
    if (waiting.length > 0) setImmediate(serve);
  };

  return (bytes, deadline) => {
    if (waiting.length === 0) setImmediate(serve);
    const lost = performance.now() + deadline.patience;
    return new Promise((resolve, reject) => {
      const begin = (): void => {
        if (performance.now() < lost) {
          resolve();
          return;
        }
        onLate();
        reject(overloaded(deadline.allowsRetry));
      };
      waiting.push({ bytes, begin });
    });
  };
}
