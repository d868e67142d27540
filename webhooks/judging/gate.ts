import type { Counter, Gauge } from 'prom-client';
import { WebhookError } from '../errors.ts';
import type { Deadline } from './deadline.ts';
import type { Limits } from './limits.ts';

/** Why a review was sent back unread. */
export type Shed = 'queue' | 'memory' | 'late';

export interface GateInstruments {
  inflight: Gauge;
  shed: Counter<'reason'>;
}

/** Where reviews are let in, before their bodies are read: what was let in is what this process can have to do at most. */
export interface Gate {
  /**
   * @param bytes of the body
   * @returns what to call once the review is answered
   * @throws WebhookError OVERLOADED, TOO_LATE
   */
  enter: (bytes: number, deadline: Deadline) => () => void;
}

export function createGate({ queued, queuedMebibytes }: Required<Limits>, { inflight, shed }: GateInstruments): Gate {
  let reviews = 0;
  let total = 0;
  const full = (bytes: number): Shed | undefined => {
    if (reviews >= queued) return 'queue';
    return total + bytes > queuedMebibytes * 1024 * 1024 ? 'memory' : undefined;
  };
  return {
    enter: (bytes, { allowsRetry }) => {
      const reason = full(bytes);
      if (reason !== undefined) {
        shed.inc({ reason });
        throw overloaded(allowsRetry);
      }
      reviews++;
      total += bytes;
      inflight.set(reviews);
      return () => {
        reviews--;
        total -= bytes;
        inflight.set(reviews);
      };
    },
  };
}

/** What a review is told that nobody has time for: to come again, or where that would be too late, to give up. */
export function overloaded(allowsRetry: boolean): WebhookError {
  return allowsRetry
    ? new WebhookError('OVERLOADED', 'too much to do, ask again')
    : new WebhookError('TOO_LATE', 'too much to do, and no time left to ask again');
}
