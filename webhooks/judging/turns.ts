import type { Deadline } from './deadline.ts';
import { overloaded } from './gate.ts';

/** How long reviews are judged before the event loop comes round: new ones are let in or sent back, and probes are answered. */
const sliceMilliseconds = 10;

/**
 * Turns on the main thread, in the order of their coming. Without a backlog there is nothing to wait for.
 * @returns takes a turn; rejects with WebhookError OVERLOADED or TOO_LATE when it came too late
 */
export function createTurns(onLate: () => void): (deadline: Deadline) => Promise<void> | undefined {
  const waiting: (() => void)[] = [];
  let sliceEnds: number | undefined;

  const serve = (): void => {
    if (performance.now() >= (sliceEnds ?? 0)) return;
    const next = waiting.shift();
    if (next === undefined) return;
    next();
    queueMicrotask(serve);
  };
  const begin = (): void => {
    sliceEnds = performance.now() + sliceMilliseconds;
    setImmediate(() => {
      sliceEnds = undefined;
      if (waiting.length === 0) return;
      begin();
      serve();
    });
  };

  return deadline => {
    if (sliceEnds === undefined) begin();
    if (waiting.length === 0 && performance.now() < (sliceEnds ?? 0)) return undefined;
    const lost = performance.now() + deadline.patience;
    return new Promise((resolve, reject) => {
      waiting.push(() => {
        if (performance.now() < lost) {
          resolve();
          return;
        }
        onLate();
        reject(overloaded(deadline.allowsRetry));
      });
    });
  };
}
