import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { ClusterError } from '../errors/cluster-error.ts';

/**
 * The longest answer that is read, in bytes after unpacking. Lists are read in pages of 500 objects; of empty objects alone as many bytes
 * fill a gigabyte of memory.
 */
const longest = 64 * 1024 * 1024;

/**
 * The text of an answer, unpacked.
 * @throws ClusterError NOT_KUBERNETES when it has no end that memory could hold; an error of node:net or node:zlib when it is cut off
 */
export async function readBody(response: IncomingMessage, address: string, limit = longest): Promise<string> {
  const chunks: Buffer[] = [];
  const collect = async (source: AsyncIterable<Buffer>) => {
    let length = 0;
    for await (const chunk of source) {
      length += chunk.length;
      if (length > limit)
        throw new ClusterError('NOT_KUBERNETES', `the answer is longer than ${limit} bytes (${address})`);
      chunks.push(chunk);
    }
  };
  await (response.headers['content-encoding'] === 'gzip'
    ? pipeline(response, createGunzip(), collect)
    : pipeline(response, collect));
  return Buffer.concat(chunks).toString();
}
