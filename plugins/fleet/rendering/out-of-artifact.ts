import { posix } from 'node:path';
import type { Artifact, SourceFolder } from '../../../policies/gitops/sources.ts';

/**
 * The folder of another source that lies in an artifact as the folder that is named; the folder
 * itself where its source is no artifact that is known, or has no such folder.
 */
export function outOfArtifact(folder: SourceFolder, artifacts: ReadonlyMap<string, Artifact['copies']>): SourceFolder {
  const path = posix.join('/', folder.path, '/');
  const [copy] = (artifacts.get(folder.reference) ?? [])
    .filter(({ to }) => path.startsWith(posix.join('/', to, '/')))
    .sort((a, b) => b.to.length - a.to.length);
  if (copy === undefined) return folder;
  const { reference, elsewhere, from, to } = copy;
  return { ...folder, reference, elsewhere, path: posix.join('.', from, posix.relative(posix.join('/', to), path)) };
}
