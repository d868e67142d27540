import { readdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import type { SourceFolder, ValueFile } from '../../../policies/gitops/sources.ts';
import { isThere } from '../../../kubernetes/files/is-there.ts';
import { globTest, longestGlob } from './glob.ts';
import { isBelow, resolvesOutside } from '../manifests/containment.ts';

/** Returns the root of a repository by its address, or the reason why its files are not here. */
export type LocateRepository = (repository: string) => { root: string } | { reason: string };

/**
 * Returns the absolute paths of the value files of a chart, with globs expanded, and reasons why
 * some cannot be read.
 * @param chart absolute path of the chart's folder
 */
export async function valueFilesOf(
  { valueFiles, ignoreMissing }: SourceFolder['helm'],
  chart: string,
  locate: LocateRepository,
): Promise<{ files: string[]; notFollowed: string[] }> {
  const named = valueFiles.map(file => resolved(file, chart, locate));
  const plain = new Set(named.flatMap(one => ('path' in one && !isGlob(one.path) ? [one.path] : [])));
  const files = new Set<string>();
  const reasons: string[] = [];
  for (const one of named) {
    if (!('path' in one)) continue;
    const { path, root } = one;
    // A file that is also named without a glob keeps the position of that name.
    const found = plain.has(path) ? await there(path) : (await matching(path, root)).filter(file => !plain.has(file));
    for (const file of found) {
      if (await resolvesOutside(file, root))
        reasons.push(`its value file ${relative(root, file)} leads out of the repository`);
      else files.add(file);
    }
    // Helm reports a missing file.
    if (found.length === 0 && !ignoreMissing) files.add(path);
  }
  return {
    files: [...files],
    notFollowed: [...named.flatMap(one => ('reason' in one ? [one.reason] : [])), ...reasons],
  };
}

function resolved(
  { path, repository, fromRoot }: ValueFile,
  chart: string,
  locate: LocateRepository,
): { path: string; root: string } | { reason: string } {
  const place = locate(repository);
  if ('reason' in place) return { reason: `its value file ${path} is not here: ${place.reason}` };
  const { root } = place;
  const absolute = fromRoot || path.startsWith('/') ? join(root, path) : resolve(chart, path);
  if (isGlob(absolute) && absolute.length - root.length > longestGlob) {
    return { reason: `its value file ${path} is a glob of more than ${longestGlob} characters` };
  }
  if (isBelow(absolute, root)) return { path: absolute, root };
  return { reason: `its value file ${path} lies outside of the repository` };
}

async function there(path: string): Promise<string[]> {
  return (await isThere(path)) ? [path] : [];
}

function isGlob(path: string): boolean {
  return /[*?[]/.test(path);
}

/**
 * Returns the files below the root that match a glob. As in bmatcuk/doublestar, the files of a
 * folder precede those of its subfolders.
 */
async function matching(path: string, root: string): Promise<string[]> {
  const pattern = relative(root, path);
  const steps = pattern.split('/');
  const base = steps.slice(
    0,
    steps.findIndex(step => /[*?[{\\]/.test(step)),
  );
  const entries = await readdir(join(root, ...base), { recursive: true, withFileTypes: true }).catch(() => []);
  const matches = globTest(pattern, 'separates');
  return entries
    .filter(entry => !entry.isDirectory())
    .map(entry => relative(root, join(entry.parentPath, entry.name)))
    .filter(file => matches(file))
    .map(file => file.split('/'))
    .sort(inFolderOrder)
    .map(steps => join(root, ...steps));
}

function inFolderOrder(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((step, index) => step !== b[index]);
  const [isFileA, isFileB] = [at === a.length - 1, at === b.length - 1];
  if (isFileA !== isFileB) return isFileA ? -1 : 1;
  return (a[at] ?? '') < (b[at] ?? '') ? -1 : 1;
}
