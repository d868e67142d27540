import type { Deadline } from './deadline.ts';
import { ClusterError } from '../errors/cluster-error.ts';

/**
 * The value of a promise that does not know of the deadline itself.
 * @param words the message for the user, made of what has happened, e.g. "no answer within 10s"
 * @throws ClusterError NO_ANSWER or INTERRUPTED at the deadline
 */
export function until<Value>(
  deadline: Deadline,
  promise: Promise<Value>,
  words: (reason: string) => string,
): Promise<Value> {
  const { signal } = deadline;
  return new Promise((resolve, reject) => {
    const stop = () => {
      const [code, reason] = deadline.reason();
      reject(new ClusterError(code, words(reason)));
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    void promise.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', stop);
    });
  });
}
