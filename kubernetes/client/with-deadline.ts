import type { Deadline } from '../deadline/deadline.ts';
import { deadlineError, until } from '../deadline/until.ts';
import type { OpenClient } from './client.ts';
import { networkError } from './network-error.ts';

/**
 * Returns a client whose requests and streams end at the deadline. All its errors are
 * ClusterErrors.
 * @param address the server's address in error messages
 */
export function withDeadline(client: OpenClient, deadline: Deadline, address: string): OpenClient {
  const words = (reason: string) => `${reason} (${address})`;
  const inTime = (signal: AbortSignal) => AbortSignal.any([signal, deadline.signal]);
  // The signal of a request does not stop all layers below it, e.g. an agent that waits for a
  // proxy.
  const answered = <Value>(answer: Promise<Value>): Promise<Value> =>
    until(deadline, answer, words).catch((error: unknown) => {
      throw networkError(error, address);
    });
  async function* streamed<Value>(values: AsyncIterable<Value>): AsyncGenerator<Value> {
    try {
      yield* values;
    } catch (error) {
      throw deadline.signal.aborted ? deadlineError(deadline, words) : networkError(error, address);
    }
  }

  return {
    get: (path, { signal, ...options } = {}) =>
      answered(client.get(path, { ...options, ...(signal !== undefined && { signal: inTime(signal) }) })),
    bytes: (path, signal, options) => streamed(client.bytes(path, inTime(signal), options)),
    lines: (path, signal, options) => streamed(client.lines(path, inTime(signal), options)),
    write: (method, path, object) => answered(client.write(method, path, object)),
    close: client.close,
  };
}
