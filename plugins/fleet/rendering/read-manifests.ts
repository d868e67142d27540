import { resolve } from 'node:path';
import { manifestSet, type ReadResult, type ManifestSet } from '../manifests/manifest-set.ts';
import { emptyPaths } from '../manifests/empty-paths.ts';
import { findFiles } from '../manifests/find-files.ts';
import { inBatches } from '../manifests/in-batches.ts';
import { readFile } from '../manifests/read-file.ts';
import type { ReadEnvironment } from '../manifests/read-text.ts';
import type { RenderEnvironment } from './program.ts';
import { renderPlan, type RenderOptions, type RenderPlan } from './render-plan.ts';
import { followSources } from './follow.ts';
import { readRendering } from './read-rendering.ts';
import type { RenderChoice } from './render-options.ts';
import type { RenderTarget } from './rendering.ts';

/** Choice of files, and strictness of reading. */
export interface ReadOptions extends RenderOptions, Partial<RenderChoice> {
  /** Globs of files and folders to leave out. */
  exclude?: readonly string[];
  /** True if no file is skipped, so that a file without an object is a problem. */
  isStrict?: boolean;
  /** True if a path without any manifest is no problem. */
  allowsEmpty?: boolean;
}

const anyTarget: RenderTarget = { apiVersions: [], enableHelm: false };

/** Limits of the files that are open and of the programs that run at once. */
const filesAtOnce = 32;
const programsAtOnce = 4;

/**
 * Reads files, folders and '-' (standard input), and renders folders as the options say. Content
 * never throws: an error in a file is a problem beside the manifests.
 */
export async function readManifests(
  paths: readonly string[],
  options: ReadOptions,
  environment: ReadEnvironment & RenderEnvironment,
): Promise<ManifestSet> {
  const { workingDirectory } = environment;
  const found = await findFiles(paths, workingDirectory, options);
  const reader: Reader = { options, named: new Set(paths.map(path => resolve(workingDirectory, path))), environment };
  const read = (plan: RenderPlan): Promise<ReadResult[]> => readPlan(plan, reader);
  const direct = await read(await renderPlan(found.files, options, workingDirectory));
  const { following, allowsEmpty = false } = options;
  const { results, notFollowed } =
    following === undefined
      ? { results: direct, notFollowed: [] }
      : await followSources(direct, { ...following, read, environment });
  const empty = allowsEmpty ? [] : emptyPaths(found.paths, results, workingDirectory);
  return { ...manifestSet(results, [...found.problems, ...empty]), notFollowed, leftOut: found.leftOut.length };
}

interface Reader {
  options: ReadOptions;
  /** Absolute paths that the user names. */
  named: ReadonlySet<string>;
  environment: ReadEnvironment & RenderEnvironment;
}

async function readPlan(
  { files, renderings }: RenderPlan,
  { options, named, environment }: Reader,
): Promise<ReadResult[]> {
  const { isStrict = false, helm, target = anyTarget } = options;
  const read = await inBatches(files, filesAtOnce, file => {
    const isDemanded = isStrict || named.has(resolve(environment.workingDirectory, file));
    return readFile(file, { ...environment, isDemanded, helm });
  });
  const rendered = await inBatches(renderings, programsAtOnce, one => readRendering(one, target, environment));
  return [...read, ...rendered];
}
