import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';

/** From where manifests are read. */
export interface Reading {
  workingDirectory: string;
  stdin: AsyncIterable<Uint8Array>;
}

/** Larger than whatever a person keeps in git, and small enough to be parsed. */
const mostMebibytes = 32;

/**
 * Text of a file, '-' being standard input; without the byte order mark that Windows editors write.
 * @throws what node:fs throws, and Error for bytes that are no text or too many
 */
export async function readText(file: string, { workingDirectory, stdin }: Reading): Promise<string> {
  const bytes = await gathered(file === '-' ? stdin : createReadStream(resolve(workingDirectory, file)));
  if (bytes.includes(0)) throw new Error('is not text: it has a NUL byte');
  if (!isUtf8(bytes)) throw new Error('is not text: it is not UTF-8');
  // Not by TextDecoder, whose strings take two bytes a letter in ASCII, too.
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
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
