import { manifestsIn, type Contents, type Manifests } from './contents.ts';
import { findFiles } from './find-files.ts';
import { inBatches } from './in-batches.ts';
import { readFile } from './read-file.ts';
import type { Reading } from './read-text.ts';
import { followSources, type Following } from '../rendering/follow.ts';
import type { RenderSurroundings } from '../rendering/program.ts';
import { readRendering } from '../rendering/read-rendering.ts';
import { rootsAmong, type RenderOptions, type Roots } from '../rendering/roots.ts';

/** What else than manifests as they are is to be judged. */
export interface ReadOptions extends RenderOptions {
  /** Version of Kubernetes that charts are rendered for. */
  version?: string | undefined;
  /** Asked what is deployed from this repository; absent where that is not to be followed. */
  engine?: Following['engine'];
}

/** So many files are open at once, and so many programs run. */
const filesAtOnce = 32;
const programsAtOnce = 4;

/** Reads files, folders and '-' (standard input). Nothing is thrown for what they hold: it is a problem beside the manifests. */
export async function readManifests(
  paths: readonly string[],
  options: ReadOptions,
  surroundings: Reading & RenderSurroundings,
): Promise<Manifests> {
  const found = await findFiles(paths, surroundings.workingDirectory, options);
  const read = (roots: Roots): Promise<Contents[]> => readRoots(roots, options.version, surroundings);
  const contents = await read(await rootsAmong(found.files, options, surroundings.workingDirectory));
  const { engine } = options;
  const all = engine === undefined ? contents : await followSources(contents, { engine, read, surroundings });
  return manifestsIn(all, found.problems);
}

async function readRoots(
  { files, renderings }: Roots,
  version: string | undefined,
  surroundings: Reading & RenderSurroundings,
): Promise<Contents[]> {
  const read = await inBatches(files, filesAtOnce, file => readFile(file, surroundings));
  const rendered = await inBatches(renderings, programsAtOnce, one => readRendering(one, version, surroundings));
  return [...read, ...rendered];
}
