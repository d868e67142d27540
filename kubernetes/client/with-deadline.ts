import type { Deadline } from '../deadline/deadline.ts';
import { deadlineError, until } from '../deadline/until.ts';
import { within } from '../deadline/within.ts';
import type { OpenClient } from './client.ts';
import { networkError } from './network-error.ts';

/**
 * Returns a client whose requests and streams end at the deadline. All its errors are
 * ClusterErrors.
 * @param address the server's address in error messages
 * @param requestTimeout milliseconds that one request or stream may take; 0 is no limit
 */
export function withDeadline(
  client: OpenClient,
  deadline: Deadline,
  address: string,
  requestTimeout: number,
): OpenClient {
  const words = (reason: string) => `${reason} (${address})`;
  // The signal of a request does not stop all layers below it, e.g. an agent that waits for a
  // proxy.
  const answered = async <Value>(request: (signal: AbortSignal) => Promise<Value>): Promise<Value> => {
    const own = within(deadline, requestTimeout);
    try {
      return await until(own, request(own.signal), words);
    } catch (error) {
      throw networkError(error, address);
    } finally {
      own.end();
    }
  };
  async function* streamed<Value>(stream: (signal: AbortSignal) => AsyncIterable<Value>): AsyncGenerator<Value> {
    const own = within(deadline, requestTimeout);
    try {
      yield* stream(own.signal);
    } catch (error) {
      throw own.signal.aborted ? deadlineError(own, words) : networkError(error, address);
    } finally {
      own.end();
    }
  }

  return {
    get: (path, { signal, ...options } = {}) =>
      answered(inTime =>
        client.get(path, { ...options, signal: signal === undefined ? inTime : AbortSignal.any([signal, inTime]) }),
      ),
    bytes: (path, signal, options) =>
      streamed(inTime => client.bytes(path, AbortSignal.any([signal, inTime]), options)),
    lines: (path, signal, options) =>
      streamed(inTime => client.lines(path, AbortSignal.any([signal, inTime]), options)),
    write: (method, path, object) => answered(() => client.write(method, path, object)),
    ...(client.serverCertificate && { serverCertificate: client.serverCertificate }),
    close: client.close,
  };
}
