import type { IncomingMessage } from 'node:http';
import { pipeline as join, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { ClusterError } from '../errors/cluster-error.ts';

/**
 * The longest answer that is read, in bytes after decompression. Lists are read in pages of 500
 * objects. This many bytes of empty objects take a gigabyte of memory.
 */
const longest = 64 * 1024 * 1024;

/**
 * Returns the text of an answer after decompression.
 * @throws ClusterError InvalidAnswer when the answer is longer than the limit; an error of node:net
 * or node:zlib when the answer is cut off
 */
export async function readBody(response: IncomingMessage, address: string, limit = longest): Promise<string> {
  const chunks: Buffer[] = [];
  const collect = async (source: AsyncIterable<Buffer>) => {
    let length = 0;
    for await (const chunk of source) {
      length += chunk.length;
      if (length > limit)
        throw new ClusterError('InvalidAnswer', `the answer is longer than ${limit} bytes (${address})`);
      chunks.push(chunk);
    }
  };
  await (isPacked(response) ? pipeline(response, createGunzip(), collect) : pipeline(response, collect));
  return Buffer.concat(chunks).toString();
}

/** Returns an answer as a stream after decompression. */
export function unpacked(response: IncomingMessage): Readable {
  // An error of one stream ends both.
  return isPacked(response) ? join(response, createGunzip(), () => undefined) : response;
}

function isPacked({ headers }: IncomingMessage): boolean {
  return headers['content-encoding'] === 'gzip';
}

/**
 * Returns the value of a JSON text.
 * @throws ClusterError InvalidAnswer when the text is not JSON, e.g. a login page
 */
export function parseAnswer(text: string, address: string, parse: (text: string) => unknown = JSON.parse): unknown {
  try {
    return parse(text);
  } catch (error) {
    const words = text.trimStart().startsWith('<') ? 'a web page' : 'not JSON';
    throw new ClusterError('InvalidAnswer', `the answer is ${words}: no Kubernetes API server (${address})`, {
      cause: error,
    });
  }
}
