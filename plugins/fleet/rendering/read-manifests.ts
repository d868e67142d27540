import { resolve } from 'node:path';
import { manifestsIn, type Contents, type Manifests } from '../manifests/contents.ts';
import { emptyPaths } from '../manifests/empty-paths.ts';
import { findFiles } from '../manifests/find-files.ts';
import { inBatches } from '../manifests/in-batches.ts';
import { readFile } from '../manifests/read-file.ts';
import type { Reading } from '../manifests/read-text.ts';
import { followSources } from './follow.ts';
import type { RenderSurroundings } from './program.ts';
import { readRendering } from './read-rendering.ts';
import type { RenderChoice } from './render-options.ts';
import type { RenderTarget } from './rendering.ts';
import { rootsAmong, type RenderOptions, type Roots } from './roots.ts';

/** The choice of files, and the strictness with which they are read. */
export interface ReadOptions extends RenderOptions, Partial<RenderChoice> {
  /** Globs of files and folders that are left out. */
  exclude?: readonly string[];
  /** No file is passed over, so that one without an object is a problem. */
  isStrict?: boolean;
  /** A path may lead to nothing that can be judged. */
  allowsEmpty?: boolean;
}

const anyTarget: RenderTarget = { apiVersions: [], enableHelm: false };

/** So many files are open at once, and so many programs run. */
const filesAtOnce = 32;
const programsAtOnce = 4;

/** Reads files, folders and '-' (standard input). Nothing is thrown for what they hold: it is a problem beside the manifests. */
export async function readManifests(
  paths: readonly string[],
  options: ReadOptions,
  surroundings: Reading & RenderSurroundings,
): Promise<Manifests> {
  const { workingDirectory } = surroundings;
  const found = await findFiles(paths, workingDirectory, options);
  const reader: Reader = { options, named: new Set(paths.map(path => resolve(workingDirectory, path))), surroundings };
  const read = (roots: Roots): Promise<Contents[]> => readRoots(roots, reader);
  const contents = await read(await rootsAmong(found.files, options, workingDirectory));
  const { following, allowsEmpty = false } = options;
  const { contents: all, notFollowed } =
    following === undefined
      ? { contents, notFollowed: [] }
      : await followSources(contents, { ...following, read, surroundings });
  const empty = allowsEmpty ? [] : emptyPaths(found.paths, all, workingDirectory);
  return { ...manifestsIn(all, [...found.problems, ...empty]), notFollowed, leftOut: found.leftOut.length };
}

interface Reader {
  options: ReadOptions;
  /** Absolute paths that the user names. */
  named: ReadonlySet<string>;
  surroundings: Reading & RenderSurroundings;
}

async function readRoots({ files, renderings }: Roots, { options, named, surroundings }: Reader): Promise<Contents[]> {
  const { isStrict = false, helm, target = anyTarget } = options;
  const read = await inBatches(files, filesAtOnce, file => {
    const isDemanded = isStrict || named.has(resolve(surroundings.workingDirectory, file));
    return readFile(file, { ...surroundings, isDemanded, helm });
  });
  const rendered = await inBatches(renderings, programsAtOnce, one => readRendering(one, target, surroundings));
  return [...read, ...rendered];
}
