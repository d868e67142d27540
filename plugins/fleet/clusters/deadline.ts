import { setMaxListeners } from 'node:events';
import { formatDuration } from './duration.ts';
import type { ClusterErrorCode } from './reasons.ts';

/** The end of the time that one cluster has in all, or of everybody's when the user interrupts. */
export interface Deadline {
  /** Aborted at the end. */
  signal: AbortSignal;
  /** What has happened once the signal is aborted, e.g. "no answer within 10s". */
  reason: () => readonly [ClusterErrorCode, string];
  /** Ends it before its time: frees the timer, and whatever still goes on under it is aborted. */
  end: () => void;
}

/** Starts the clock; 0 milliseconds means no limit. */
export function startDeadline(milliseconds: number, interrupt: AbortSignal): Deadline {
  const controller = new AbortController();
  // Every cluster listens to the one and every request to the other; Node warns of a leak from the eleventh on.
  setMaxListeners(Infinity, controller.signal, interrupt);
  const end = () => {
    clearTimeout(timer);
    interrupt.removeEventListener('abort', end);
    controller.abort();
  };
  const timer = milliseconds > 0 ? setTimeout(end, milliseconds) : undefined;
  interrupt.addEventListener('abort', end, { once: true });
  if (interrupt.aborted) end();
  return {
    signal: controller.signal,
    reason: () =>
      interrupt.aborted
        ? ['INTERRUPTED', 'no answer until you interrupted']
        : ['NO_ANSWER', `no answer within ${formatDuration(milliseconds)}`],
    end,
  };
}
