import { readdir } from 'node:fs/promises';
import { basename, dirname, extname, relative, resolve } from 'node:path';
import type { SourceFolder } from '../../../policies/gitops/sources.ts';
import { findFiles } from '../manifests/find-files.ts';
import { globTest, longestGlob } from './glob.ts';
import { isBelow, resolvesOutside } from '../manifests/containment.ts';
import { isKustomization } from '../manifests/is-kustomization.ts';
import { kustomizationOutside } from './outside-repository.ts';
import { renderPlan, type RenderPlan } from './render-plan.ts';

/** Files to read and folders to render of a source, and reasons why some are missing. */
export interface SourcePlan extends RenderPlan {
  notFollowed: readonly string[];
}

/** Folder of a source. */
export interface SourceDirectory {
  /** Path as the user would write it. */
  folder: string;
  /** Absolute path. */
  path: string;
  /** Absolute path of the root of the source. */
  root: string;
}

/**
 * Returns the files that a GitOps system reads of a folder that is neither a chart nor a
 * kustomization, and the kustomizations below it.
 */
export async function filesOfSource(
  source: SourceFolder,
  { folder, path, root }: SourceDirectory,
  workingDirectory: string,
): Promise<SourcePlan> {
  const { kustomize, recurse, others } = source;
  if ([source.include, source.exclude].some(glob => glob.length > longestGlob)) {
    return { files: [], renderings: [], notFollowed: [`its glob is longer than ${longestGlob} characters`] };
  }
  const options = { kustomize, helm: false, valueFiles: [] };
  const isWanted = wantedBy(source);
  // A folder may be named `-`, which means standard input.
  const { files } = await findFiles([folder === '-' ? './-' : folder], workingDirectory, options);
  const kustomizations = files.filter(isKustomization).map(file => resolve(workingDirectory, dirname(file)));
  const read = files.filter(file => {
    const absolute = resolve(workingDirectory, file);
    if (kustomize) return !isInside(absolute, kustomizations);
    return (recurse || dirname(absolute) === path) && isWanted(relative(path, absolute));
  });
  const names = (await readdir(path, { recursive: recurse })).filter(isWanted);
  const unread = others.filter(ending => names.some(name => extname(basename(name)) === ending));
  const { files: plain, renderings } = await renderPlan(read, options, workingDirectory);
  const links = await partedBy(plain, async file => {
    const link = resolve(workingDirectory, file);
    return (await resolvesOutside(link, root))
      ? `its link ${relative(root, link)} leads out of the repository`
      : undefined;
  });
  const folders = await partedBy(renderings, one => kustomizationOutside(resolve(workingDirectory, one.folder), root));
  return {
    files: links.inside,
    renderings: folders.inside,
    notFollowed: [
      ...links.reasons,
      ...folders.reasons,
      ...unread.map(ending => `its ${ending} files are not rendered`),
    ],
  };
}

/** Splits items into those inside of the repository and the reasons why others are not. */
async function partedBy<T>(
  all: readonly T[],
  reasonOf: (one: T) => Promise<string | undefined>,
): Promise<{ inside: T[]; reasons: string[] }> {
  const reasons = await Promise.all(all.map(reasonOf));
  return {
    inside: all.filter((_, index) => reasons[index] === undefined),
    reasons: reasons.filter(reason => reason !== undefined),
  };
}

/**
 * True for a path in a folder with a kustomization, which alone selects the files of that folder
 * (fluxcd/pkg kustomize/kustomize_generator.go).
 */
function isInside(path: string, kustomizations: readonly string[]): boolean {
  return kustomizations.some(folder => isBelow(path, folder) && !(isKustomization(path) && dirname(path) === folder));
}

/**
 * Returns a test for the files that the globs of a source include. As in Argo CD, a star matches
 * slashes too.
 */
function wantedBy({ include, exclude }: SourceFolder): (file: string) => boolean {
  const isIncluded = globTest(include === '' ? '*' : include, 'any');
  const isExcluded = globTest(exclude, 'any');
  return file => isIncluded(file) && (exclude === '' || !isExcluded(file));
}
