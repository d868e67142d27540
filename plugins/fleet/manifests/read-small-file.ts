import { open, stat } from 'node:fs/promises';

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
