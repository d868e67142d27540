import { access, readdir } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import type { SourceFolder } from '../../../policies/engine/sources.ts';
import { findFiles } from '../manifests/find-files.ts';
import { isBelow, isKustomization, rootsAmong, type Roots } from './roots.ts';
import type { Rendering } from './rendering.ts';

/**
 * What a GitOps system reads of a folder of the repository whose root this is: a chart, a kustomization or files. Nothing where there
 * is no such folder, which may then be one of another repository.
 */
export async function rootsOfSource(source: SourceFolder, root: string, workingDirectory: string): Promise<Roots> {
  const path = join(root, source.path);
  const names = path === root || isBelow(path, root) ? await readdir(path).catch(() => []) : [];
  const folder = relative(workingDirectory, path) || '.';
  if (!source.kustomize && names.includes('Chart.yaml')) {
    return { files: [], renderings: [await chart(source, folder, path, root)] };
  }
  if (names.some(isKustomization)) return { files: [], renderings: [{ folder, by: 'kustomize' }] };
  if (names.length === 0) return { files: [], renderings: [] };
  const options = { kustomize: source.kustomize, helm: false, valueFiles: [] };
  const { files } = await findFiles([folder], workingDirectory, options);
  const isRead = (file: string) =>
    source.kustomize || source.recurse || resolve(workingDirectory, dirname(file)) === path;
  return rootsAmong(files.filter(isRead), options, workingDirectory);
}

async function chart(
  { helm, namespace }: SourceFolder,
  folder: string,
  path: string,
  root: string,
): Promise<Rendering> {
  const { release, values, parameters, ignoreMissing } = helm;
  const named = helm.valueFiles.map(file => (file.startsWith('/') ? join(root, file) : resolve(path, file)));
  const there = await Promise.all(
    named.map(file =>
      access(file).then(
        () => true,
        () => false,
      ),
    ),
  );
  const valueFiles = named.filter((_, index) => !ignoreMissing || there[index] === true);
  return { folder, by: 'helm', release, ...(namespace !== '' && { namespace }), valueFiles, values, parameters };
}
