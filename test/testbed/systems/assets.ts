import { access } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Returns the folder of a system's programs that these tests cannot build, or the reason why there
 * is none.
 */
export type Assets = { readonly folder: string } | { readonly missing: string };

/** The folder that a variable names, when all these files are in it. */
export async function assetsIn(variable: string, files: readonly string[]): Promise<Assets> {
  const folder = process.env[variable];
  if (folder === undefined || folder === '') return { missing: `${variable} is not set` };
  for (const file of files) {
    const isThere = await access(join(folder, file)).then(
      () => true,
      () => false,
    );
    if (!isThere) return { missing: `there is no ${join(folder, file)}` };
  }
  return { folder };
}
