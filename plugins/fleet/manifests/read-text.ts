import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { open, stat, readFile } from 'node:fs/promises';
import { decodeText } from '../../../kubernetes/yaml/decode-text.ts';

/** Sources of manifests. */
export interface ReadEnvironment {
  workingDirectory: string;
  stdin: AsyncIterable<Uint8Array>;
}

/** Limit of a file; larger than any file that a person keeps in git, and small enough to parse. */
const mostMebibytes = 32;

/**
 * Reads a text file; '-' is standard input.
 * @throws error of node:fs; Error for bytes that are no text or too many
 */
export async function readText(file: string, { workingDirectory, stdin }: ReadEnvironment): Promise<string> {
  return decodeText(await gathered(file === '-' ? stdin : createReadStream(resolve(workingDirectory, file))));
}

/**
 * Reads a stream to its end. The size is not known in advance, because a device or pipe may never
 * end.
 */
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

/** Limit of a file that a person writes by hand. */
const mostBytes = 2 ** 20;

/**
 * Reads a file that the user did not name, but that is looked up beside others. Does not wait for a
 * pipe or device. Reads at most the limit of a file without an end, as in /proc.
 * @throws error of node:fs; Error for a pipe, socket or device, or a file that is too large
 */
export async function readSmallFile(path: string): Promise<string> {
  const stats = await stat(path);
  if (!stats.isFile() && !stats.isDirectory()) throw new Error('it is no file but a pipe, socket or device');
  const file = await open(path);
  try {
    const bytes = Buffer.alloc(mostBytes + 1);
    let size = 0;
    while (size < bytes.length) {
      const { bytesRead } = await file.read(bytes, size);
      if (bytesRead === 0) return bytes.toString('utf8', 0, size);
      size += bytesRead;
    }
    throw new Error('it is larger than 1 MiB');
  } finally {
    await file.close();
  }
}

/**
 * Reads a text file. Returns '' if it cannot be read, and for a device or pipe, which may never
 * end.
 */
export async function readTextOrEmpty(file: string): Promise<string> {
  try {
    return (await stat(file)).isFile() ? await readFile(file, 'utf8') : '';
  } catch {
    return '';
  }
}
