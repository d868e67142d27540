import { setMaxListeners } from 'node:events';
import { formatDuration } from './duration.ts';
import type { ClusterErrorReason } from '../errors/cluster-error.ts';

/** The deadline of one cluster, or of all clusters when the user interrupts. */
export interface Deadline {
  /** Aborted at the end. */
  signal: AbortSignal;
  /** Returns the event after the signal is aborted, e.g. "no answer within 10s". */
  reason: () => readonly [ClusterErrorReason, string];
  /** Removes the limit of time, e.g. of a stream that has begun. The interrupt still ends it. */
  lift: () => void;
  /** Ends the deadline early: clears the timer and aborts everything that still uses the signal. */
  end: () => void;
}

/**
 * Starts a deadline; 0 milliseconds means no limit. Counts only the time in which the program
 * waits. While it computes, or gets no CPU on a busy machine, answers may be there unread; that is
 * not a fault of the cluster.
 * @param waited milliseconds for which the program has waited so far
 */
export function startDeadline(milliseconds: number, interrupt: AbortSignal, waited = waitedSoFar): Deadline {
  const controller = new AbortController();
  // Every cluster listens to the interrupt and every request to the controller. Node warns of a
  // leak from the eleventh listener on.
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
  const lift = () => {
    clearTimeout(timer);
  };
  return {
    signal: controller.signal,
    reason: () =>
      interrupt.aborted
        ? ['Interrupted', 'no answer until you interrupted']
        : ['Timeout', `no answer within ${formatDuration(milliseconds)}`],
    lift,
    end,
  };
}

function waitedSoFar(): number {
  return performance.eventLoopUtilization().idle;
}
