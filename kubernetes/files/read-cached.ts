import { readFile, stat } from 'node:fs/promises';

/** Bytes of the largest file that is read. */
const largest = 16 * 2 ** 20;

/** A JSON file of a cache. */
export interface Cached {
  content: unknown;
  /** Time of its last change. */
  modified: Date;
}

/**
 * Returns the content of a JSON file that is younger than an age in milliseconds. Returns undefined
 * for any other file, e.g. one that is missing, truncated, too large or no regular file: a cache
 * may lose everything.
 */
export async function readCached(path: string, age: number): Promise<Cached | undefined> {
  try {
    const file = await stat(path);
    if (!file.isFile() || file.size > largest || Date.now() - file.mtimeMs > age) return undefined;
    return { content: JSON.parse(await readFile(path, 'utf8')), modified: file.mtime };
  } catch {
    return undefined;
  }
}
