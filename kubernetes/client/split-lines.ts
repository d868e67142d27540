import { ClusterError } from '../errors/cluster-error.ts';

const newline = 10;

/**
 * Longest line of a stream, in bytes. etcd holds objects of 1.5 MiB by default, and a table repeats
 * parts of them. node:readline has no limit, and ends the program with a line that is too long.
 */
const longest = 64 * 1024 * 1024;

/**
 * Yields the lines of a stream, also the last one without a line break.
 * @throws ClusterError InvalidAnswer for a line that is longer than the limit
 */
export async function* splitLines(
  stream: AsyncIterable<Buffer>,
  address: string,
  limit = longest,
): AsyncGenerator<string> {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      parts.push(chunk.subarray(start, end));
      yield Buffer.concat(parts).toString();
      parts = [];
      length = 0;
      start = end + 1;
    }
    const rest = chunk.subarray(start);
    length += rest.length;
    if (length > limit) throw new ClusterError('InvalidAnswer', `a line is longer than ${limit} bytes (${address})`);
    if (rest.length > 0) parts.push(rest);
  }
  if (parts.length > 0) yield Buffer.concat(parts).toString();
}
