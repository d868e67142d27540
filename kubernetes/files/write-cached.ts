import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Writes a JSON file of a cache, which only the user can read. Other programs see the old file or
 * the new one, never a part. A failure, e.g. of a full disk, changes nothing and is no error.
 * @param modified time of the last change of the content; the default is now
 */
export async function writeCached(path: string, content: unknown, modified?: Date): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    await makeFolder(dirname(path));
    await writeFile(temporary, JSON.stringify(content), { mode: 0o600, flag: 'wx' });
    if (modified !== undefined) await utimes(temporary, modified, modified);
    await rename(temporary, path);
  } catch {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

/**
 * Makes a folder and those above it. The recursive mkdir of Node never ends below /proc, where a
 * folder cannot be made although its parent exists.
 */
async function makeFolder(path: string, hasParent = false): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    // Another run may have made it at the same time.
    if (hasCode(error, 'EEXIST')) return;
    if (hasParent || !hasCode(error, 'ENOENT')) throw error;
    await makeFolder(dirname(path));
    await makeFolder(path, true);
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
