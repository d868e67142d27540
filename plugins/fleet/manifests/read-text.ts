import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { decodeText } from '../../../kubernetes/yaml/decode-text.ts';

/** From where manifests are read. */
export interface Reading {
  workingDirectory: string;
  stdin: AsyncIterable<Uint8Array>;
}

/** Larger than whatever a person keeps in git, and small enough to be parsed. */
const mostMebibytes = 32;

/**
 * Text of a file, '-' being standard input.
 * @throws what node:fs throws, and Error for bytes that are no text or too many
 */
export async function readText(file: string, { workingDirectory, stdin }: Reading): Promise<string> {
  return decodeText(await gathered(file === '-' ? stdin : createReadStream(resolve(workingDirectory, file))));
}

/** All of a stream. A device or pipe may never end, so its size is not asked beforehand. */
async function gathered(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > mostMebibytes * 2 ** 20) throw new Error(`is larger than ${mostMebibytes} MiB`);
  }
  return Buffer.concat(chunks);
}
