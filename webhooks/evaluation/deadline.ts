/** What client-go waits before it calls again, as it is asked to, and what the next call may need. */
const retryAfterMilliseconds = 1000;
const nextCallMilliseconds = 1000;
/** For the answer to travel, so that it is not thrown away at the other end. */
const travelMilliseconds = 100;

/** When a review is over for the one who waits for it, on the clock of performance.now(). */
export interface Deadline {
  readonly ends: number;
  /** How long the review may wait for its turn. */
  readonly patience: number;
  /** Whether a call that is sent back when this patience ends can still come again in time. */
  readonly allowsRetry: boolean;
}

/**
 * @param url of the request; kube-apiserver says there how long it waits, e.g. /validate?timeout=3s. It waits 10 s where it says nothing.
 */
export function deadlineOf(url: string, now = performance.now()): Deadline {
  const [, seconds = '10'] = /[?&]timeout=(\d+)s(?:&|$)/.exec(url) ?? [];
  return deadlineIn(Number(seconds) * 1000 - travelMilliseconds, now);
}

export function deadlineIn(milliseconds: number, now = performance.now()): Deadline {
  const spare = milliseconds - retryAfterMilliseconds - nextCallMilliseconds;
  const allowsRetry = spare > 0;
  return { ends: now + milliseconds, patience: allowsRetry ? spare : milliseconds, allowsRetry };
}

/** Milliseconds, never less than one. */
export function timeLeft({ ends }: Deadline): number {
  return Math.max(1, ends - performance.now());
}
