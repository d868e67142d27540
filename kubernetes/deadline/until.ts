import type { Deadline } from './deadline.ts';
import { ClusterError } from '../errors/cluster-error.ts';

/**
 * Returns the value of a promise that does not use the deadline itself.
 * @param words returns the message for an event such as "no answer within 10s"
 * @throws ClusterError Timeout or Interrupted at the deadline
 */
export function until<Value>(
  deadline: Deadline,
  promise: Promise<Value>,
  words: (reason: string) => string,
): Promise<Value> {
  const { signal } = deadline;
  return new Promise((resolve, reject) => {
    const stop = () => {
      reject(deadlineError(deadline, words));
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    void promise.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', stop);
    });
  });
}

/** Returns the error of a deadline that is over. `words` is the same as for until(). */
export function deadlineError(deadline: Deadline, words: (reason: string) => string): ClusterError {
  const [reason, text] = deadline.reason();
  return new ClusterError(reason, words(text));
}
