import { readFile, stat } from 'node:fs/promises';

/** Text of a file; '' for what cannot be read, and for a device or a pipe, which may never end. */
export async function textOf(file: string): Promise<string> {
  try {
    return (await stat(file)).isFile() ? await readFile(file, 'utf8') : '';
  } catch {
    return '';
  }
}
