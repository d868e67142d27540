import type { IncomingMessage } from 'node:http';
import { pipeline as join, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { ClusterError } from '../errors/cluster-error.ts';

/**
 * The longest answer that is read, in bytes after unpacking. Lists are read in pages of 500
 * objects; of empty objects alone as many bytes fill a gigabyte of memory.
 */
const longest = 64 * 1024 * 1024;

/**
 * Returns the text of an answer, unpacked.
 * @throws ClusterError InvalidAnswer when it has no end that memory could hold; an error of
 * node:net or node:zlib when it is cut off
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

/** Returns an answer as a stream, unpacked. */
export function unpacked(response: IncomingMessage): Readable {
  // An error of either stream is one of the other.
  return isPacked(response) ? join(response, createGunzip(), () => undefined) : response;
}

function isPacked({ headers }: IncomingMessage): boolean {
  return headers['content-encoding'] === 'gzip';
}

/**
 * Returns the value of a JSON text.
 * @throws ClusterError InvalidAnswer where it is something else, such as the page of a login
 */
export function parseAnswer(text: string, address: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const words = text.trimStart().startsWith('<') ? 'a web page' : 'not JSON';
    throw new ClusterError('InvalidAnswer', `the answer is ${words}: no Kubernetes API server (${address})`, {
      cause: error,
    });
  }
}
