/** Time that client-go waits before it calls again, as Retry-After asks it to. */
const retryAfterMilliseconds = 1000;
/** Time that the next call may need. */
const nextCallMilliseconds = 1000;
/** Time for the answer to reach the API server before the API server gives up. */
const travelMilliseconds = 100;

/** Deadline of one review. */
export interface Deadline {
  /** Time on the clock of performance.now() after which nobody waits for the answer. */
  readonly ends: number;
  /** Milliseconds that the review may wait for its turn. */
  readonly maximumWait: number;
  /** True if a review that is shed after `maximumWait` can still be sent again in time. */
  readonly allowsRetry: boolean;
}

/**
 * Returns the deadline of a request.
 * @param url of the request. kube-apiserver adds its timeout, e.g. /validate?timeout=3s. It waits
 *   10 s where it adds none.
 */
export function deadlineOf(url: string, now = performance.now()): Deadline {
  const [, seconds = '10'] = /[?&]timeout=(\d+)s(?:&|$)/.exec(url) ?? [];
  return deadlineIn(Number(seconds) * 1000 - travelMilliseconds, now);
}

/** Returns the deadline that ends in so many milliseconds. */
export function deadlineIn(milliseconds: number, now = performance.now()): Deadline {
  const spare = milliseconds - retryAfterMilliseconds - nextCallMilliseconds;
  const allowsRetry = spare > 0;
  return { ends: now + milliseconds, maximumWait: allowsRetry ? spare : milliseconds, allowsRetry };
}

/** Returns the milliseconds until a deadline ends, at least one. */
export function timeLeft({ ends }: Deadline): number {
  return Math.max(1, ends - performance.now());
}
