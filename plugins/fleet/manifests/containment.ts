import { readdir, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';

/**
 * True for a path that resolves outside of the absolute folder `root`, all links followed. False
 * for a path that does not exist.
 */
export async function resolvesOutside(path: string, root: string): Promise<boolean> {
  const [real, realRoot] = await Promise.all([realpath(path).catch(() => undefined), realpath(root)]);
  return real !== undefined && real !== realRoot && !isBelow(real, realRoot);
}

/**
 * Returns the first link in a folder, at any depth and behind other links, that resolves outside of
 * the absolute folder `root`.
 */
export async function linkOutside(folder: string, root: string, seen = new Set<string>()): Promise<string | undefined> {
  const real = await realpath(folder).catch(() => undefined);
  if (real === undefined || seen.has(real)) return undefined;
  seen.add(real);
  const entries = await readdir(real, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries.filter(entry => entry.isSymbolicLink())) {
    const link = join(entry.parentPath, entry.name);
    const found = (await resolvesOutside(link, root)) ? link : await linkOutside(link, root, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** True for a path below an absolute folder, at any depth. */
export function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
