import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { resolve } from 'node:path';

/** From where manifests are read. */
export interface Reading {
  workingDirectory: string;
  stdin: AsyncIterable<Uint8Array>;
}

/**
 * Text of a file, '-' being standard input; without the byte order mark that Windows editors write.
 * @throws what node:fs throws, and Error for bytes that are no text
 */
export async function readText(file: string, { workingDirectory, stdin }: Reading): Promise<string> {
  const bytes = file === '-' ? await buffer(stdin) : await readFile(resolve(workingDirectory, file));
  if (bytes.includes(0)) throw new Error('is not text: it has a NUL byte');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new Error('is not text: it is not UTF-8', { cause: error });
  }
}
