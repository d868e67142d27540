import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { SourceFolder } from '../../../policies/gitops/sources.ts';
import type { Rendering } from './rendering.ts';
import { isBelow, resolvesOutside } from '../manifests/containment.ts';
import { isKustomization } from '../manifests/is-kustomization.ts';
import { chartOutside, kustomizationOutside } from './outside-repository.ts';
import { filesOfSource, type SourceDirectory, type SourcePlan } from './source-files.ts';
import { valueFilesOf, type LocateRepository } from './value-files.ts';

/**
 * Returns the files and renderings of a folder below the root of a source: a chart, a kustomization
 * or files.
 * @param locate returns the root of another repository
 */
export async function sourcePlan(
  source: SourceFolder,
  root: string,
  locate: LocateRepository,
  workingDirectory: string,
): Promise<SourcePlan> {
  const path = join(root, source.path, '.');
  if (path !== root && !isBelow(path, root)) return none(`its path ${source.path} lies outside of the repository`);
  const names = await readdir(path).catch(() => undefined);
  if (names === undefined) return none(`there is no folder ${source.path} here`);
  if (await resolvesOutside(path, root)) return none(`its path ${source.path} leads out of the repository`);
  const place = { folder: relative(workingDirectory, path) || '.', path, root };
  if (!source.kustomize && names.includes('Chart.yaml')) return chart(source, place, locate);
  if (source.isChart) return none(`no chart lies in ${source.path}`);
  if (names.some(isKustomization)) return kustomization(place);
  const found = await filesOfSource(source, place, workingDirectory);
  return isEmpty(found) ? none(`no manifest lies in ${source.path}`) : found;
}

function isEmpty({ files, renderings, notFollowed }: SourcePlan): boolean {
  return files.length === 0 && renderings.length === 0 && notFollowed.length === 0;
}

function none(reason: string): SourcePlan {
  return { files: [], renderings: [], notFollowed: [reason] };
}

async function chart(
  { helm, namespace }: SourceFolder,
  { folder, path, root }: SourceDirectory,
  locate: LocateRepository,
): Promise<SourcePlan> {
  const reason = await chartOutside(path, root);
  if (reason !== undefined) return none(reason);
  const { release, values, parameters, kubeVersion, apiVersions, skipSchema } = helm;
  const { files, notFollowed } = await valueFilesOf(helm, path, locate);
  // A chart cannot be rendered without all of its values.
  if (notFollowed.length > 0) return { files: [], renderings: [], notFollowed };
  const rendering: Rendering = {
    folder,
    by: 'helm',
    release,
    ...(namespace !== '' && { namespace }),
    valueFiles: files,
    values,
    parameters,
    ...(kubeVersion !== '' && { kubeVersion }),
    ...(apiVersions.length > 0 && { apiVersions }),
    skipSchema,
  };
  return { files: [], renderings: [rendering], notFollowed };
}

async function kustomization({ folder, path, root }: SourceDirectory): Promise<SourcePlan> {
  const reason = await kustomizationOutside(path, root);
  if (reason !== undefined) return none(reason);
  return { files: [], renderings: [{ folder, by: 'kustomize' }], notFollowed: [] };
}
