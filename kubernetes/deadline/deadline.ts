import { setMaxListeners } from 'node:events';
import { formatDuration } from './duration.ts';
import type { ClusterErrorReason } from '../errors/cluster-error.ts';

/** The end of the time that one cluster has in all, or of everybody's when the user interrupts. */
export interface Deadline {
  /** Aborted at the end. */
  signal: AbortSignal;
  /** Says what has happened once the signal is aborted, e.g. "no answer within 10s". */
  reason: () => readonly [ClusterErrorReason, string];
  /** Ends it before its time: frees the timer, and whatever still goes on under it is aborted. */
  end: () => void;
}

/**
 * Starts the clock; 0 milliseconds means no limit. Only the time counts in which the program
 * waits: while it computes, or is kept from it by others on a busy machine, answers may lie there
 * unread, and that is no fault of the cluster.
 * @param waited milliseconds for which the program has waited so far
 */
export function startDeadline(milliseconds: number, interrupt: AbortSignal, waited = waitedSoFar): Deadline {
  const controller = new AbortController();
  // Every cluster listens to the one and every request to the other; Node warns of a leak from the
  // eleventh on.
  setMaxListeners(Infinity, controller.signal, interrupt);
  const end = () => {
    clearTimeout(timer);
    interrupt.removeEventListener('abort', end);
    controller.abort();
  };
  const last = waited() + milliseconds;
  const endInTime = () => {
    const left = last - waited();
    if (left <= 0) end();
    else timer = setTimeout(endInTime, Math.ceil(left));
  };
  let timer = milliseconds > 0 ? setTimeout(endInTime, milliseconds) : undefined;
  interrupt.addEventListener('abort', end, { once: true });
  if (interrupt.aborted) end();
  return {
    signal: controller.signal,
    reason: () =>
      interrupt.aborted
        ? ['Interrupted', 'no answer until you interrupted']
        : ['Timeout', `no answer within ${formatDuration(milliseconds)}`],
    end,
  };
}

function waitedSoFar(): number {
  return performance.eventLoopUtilization().idle;
}
