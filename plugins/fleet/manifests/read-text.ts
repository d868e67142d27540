import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { open, stat, readFile } from 'node:fs/promises';
import { decodeText } from '../../../kubernetes/yaml/decode-text.ts';

/** From where manifests are read. */
export interface ReadEnvironment {
  workingDirectory: string;
  stdin: AsyncIterable<Uint8Array>;
}

/** Larger than whatever a person keeps in git, and small enough to be parsed. */
const mostMebibytes = 32;

/**
 * Text of a file, '-' being standard input.
 * @throws what node:fs throws, and Error for bytes that are no text or too many
 */
export async function readText(file: string, { workingDirectory, stdin }: ReadEnvironment): Promise<string> {
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

/** More than a person writes by hand. */
const mostBytes = 2 ** 20;

/**
 * The text of a file that nobody named, but that was looked for beside others. No pipe or device is waited for, and of a file without an
 * end, as /proc has some, no more than the bound is read.
 * @throws what node:fs throws, and Error for what is no file or too large
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

/** Text of a file; '' for what cannot be read, and for a device or a pipe, which may never end. */
export async function readTextOrEmpty(file: string): Promise<string> {
  try {
    return (await stat(file)).isFile() ? await readFile(file, 'utf8') : '';
  } catch {
    return '';
  }
}
