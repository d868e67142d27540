import { readdir } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import picomatch from 'picomatch';
import type { SourceFolder } from '../../../policies/engine/sources.ts';
import { findFiles } from '../manifests/find-files.ts';
import type { Rendering } from './rendering.ts';
import { isBelow } from './is-below.ts';
import { isKustomization, rootsAmong, type Roots } from './roots.ts';
import { valueFilesOf, type PlaceOf } from './value-files.ts';

/** The parts of a source to read and to render, and reasons why there are more. */
export interface SourceRoots extends Roots {
  notFollowed: readonly string[];
}

/**
 * The parts that a GitOps system reads of a folder below the root of a source: a chart, a kustomization or files.
 * @param placeOf answers where the files of another repository lie
 */
export async function rootsOfSource(
  source: SourceFolder,
  root: string,
  placeOf: PlaceOf,
  workingDirectory: string,
): Promise<SourceRoots> {
  const path = join(root, source.path, '.');
  if (path !== root && !isBelow(path, root)) return none(`its path ${source.path} lies outside of the repository`);
  const names = await readdir(path).catch(() => undefined);
  if (names === undefined) return none(`there is no folder ${source.path} here`);
  const folder = relative(workingDirectory, path) || '.';
  if (!source.kustomize && names.includes('Chart.yaml')) return chart(source, folder, path, placeOf);
  if (source.isChart) return none(`no chart lies in ${source.path}`);
  if (names.some(isKustomization)) return { files: [], renderings: [{ folder, by: 'kustomize' }], notFollowed: [] };
  const found = await filesOf(source, folder, path, workingDirectory);
  const isEmpty = found.files.length === 0 && found.renderings.length === 0 && found.notFollowed.length === 0;
  return isEmpty ? none(`no manifest lies in ${source.path}`) : found;
}

function none(reason: string): SourceRoots {
  return { files: [], renderings: [], notFollowed: [reason] };
}

async function chart(
  { helm, namespace }: SourceFolder,
  folder: string,
  path: string,
  placeOf: PlaceOf,
): Promise<SourceRoots> {
  const { release, values, parameters, kubeVersion, apiVersions, skipSchema } = helm;
  const { files, notFollowed } = await valueFilesOf(helm, path, placeOf);
  // Without all of its values nobody knows what the chart makes.
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

async function filesOf(
  source: SourceFolder,
  folder: string,
  path: string,
  workingDirectory: string,
): Promise<SourceRoots> {
  const { kustomize, recurse, others } = source;
  const options = { kustomize, helm: false, valueFiles: [] };
  const isWanted = wantedBy(source);
  const { files } = await findFiles([folder], workingDirectory, options);
  const kustomizations = files.filter(isKustomization).map(file => resolve(workingDirectory, dirname(file)));
  const read = files.filter(file => {
    const absolute = resolve(workingDirectory, file);
    if (kustomize) return !isInside(absolute, kustomizations);
    return (recurse || dirname(absolute) === path) && isWanted(relative(path, absolute));
  });
  const names = (await readdir(path, { recursive: recurse })).filter(isWanted);
  const unread = others.filter(ending => names.some(name => extname(basename(name)) === ending));
  return {
    ...(await rootsAmong(read, options, workingDirectory)),
    notFollowed: unread.map(ending => `its ${ending} files are not rendered`),
  };
}

/** True for what lies in a folder with a kustomization, which alone says what of it counts (fluxcd/pkg kustomize/kustomize_generator.go). */
function isInside(path: string, kustomizations: readonly string[]): boolean {
  return kustomizations.some(folder => isBelow(path, folder) && !(isKustomization(path) && dirname(path) === folder));
}

/** As github.com/gobwas/glob matches without separators, which Argo CD does: a star stands for slashes as well. */
function wantedBy({ include, exclude }: SourceFolder): (file: string) => boolean {
  const [included, excluded] = [include, exclude].map(glob =>
    picomatch(glob === '' ? '*' : glob.replaceAll(/\*+/g, '*').replaceAll('[!', '[^'), {
      bash: true,
      dot: true,
      nonegate: true,
      noextglob: true,
    }),
  );
  return file => included?.(file) === true && (exclude === '' || excluded?.(file) === false);
}
