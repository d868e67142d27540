import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../../policies/bundle/cache.ts';
import { fileNameOf, search, type Binary } from '../../policies/bundle/search.ts';
import { installFromPython } from './python.ts';

const zizmor: Binary = { name: 'zizmor', version: 'v1.32.0', askVersion: ['--version'] };

/**
 * Path of zizmor, which finds unsafe parts of GitHub workflows. It is no Go program: if this
 * machine does not have it, Python installs it, once.
 * @throws BinaryError BUILD_FAILED with the output of Python
 */
export async function findZizmor(environment: NodeJS.ProcessEnv = process.env): Promise<string> {
  const found = await search(zizmor, environment, minor => zizmor.version.startsWith(`v${minor}.`));
  if (found !== undefined) return found;
  const cache = cacheFolder(environment);
  await mkdir(cache, { recursive: true });
  const folder = await installFromPython(zizmor, cache);
  try {
    const file = join(cache, fileNameOf(zizmor));
    await rename(join(folder, 'bin/zizmor'), file);
    return file;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
