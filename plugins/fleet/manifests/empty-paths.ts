import { resolve } from 'node:path';
import type { ReadResult } from './manifest-set.ts';
import type { FoundAtPath } from './find-files.ts';
import type { Problem } from './manifest.ts';

/**
 * Returns a problem for each path of the user without any manifest, so that an empty path is no
 * pass. A path is not empty if a folder was rendered or a file could not be read.
 */
export function emptyPaths(
  paths: readonly FoundAtPath[],
  results: readonly ReadResult[],
  workingDirectory: string,
): Problem[] {
  const empty = new Set(results.filter(isEmpty).map(({ path }) => path));
  const pathOf = (file: string) => (file === '-' ? file : resolve(workingDirectory, file));
  return paths
    .filter(({ problems, files }) => problems.length === 0 && files.every(file => empty.has(pathOf(file))))
    .map(found => ({ file: found.path, message: `${reasonOf(found)}; --allow-empty accepts that` }));
}

function isEmpty({ renderedBy, manifests, problems }: ReadResult): boolean {
  return renderedBy === undefined && manifests.length === 0 && problems.length === 0;
}

function reasonOf({ isFolder, files, leftOut }: FoundAtPath): string {
  if (files.length > 0) return 'there is no Kubernetes object to judge';
  if (leftOut.length > 0)
    return `${isFolder ? 'all that may be a manifest' : 'it'} is left out by --exclude or an ignore file`;
  return 'this folder has no *.yaml, *.yml or *.json file';
}
