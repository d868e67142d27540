import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { isThere } from '../../../kubernetes/files/is-there.ts';
import { fileReason } from '../../../kubernetes/errors/reason.ts';
import { isBelow } from './containment.ts';
import { readSmallFile } from './read-text.ts';

/** Name of the files that say, in the syntax of .gitignore, which files and folders are not to be judged. */
const ignoreFileName = '.kubectl-fleet-ignore';

/** The patterns of an ignore file, which are about everything below its folder; the path of that is absolute. */
export interface IgnoreFile {
  folder: string;
  patterns: Ignore;
}

/**
 * The ignore files that speak of what is in a folder, the outermost first: its own, and those above it up to the root of the repository.
 * Outside of repositories its own alone, because anybody may write one into a folder such as /tmp.
 * @throws Error about one that cannot be read
 */
export async function ignoreFilesFor(folder: string): Promise<IgnoreFile[]> {
  const folders = (await downFromRepository(folder)) ?? [folder];
  return (await Promise.all(folders.map(ignoreFileIn))).flat();
}

/** The folders from the root of the repository down to this one; undefined outside of repositories. */
async function downFromRepository(folder: string): Promise<string[] | undefined> {
  if (await isThere(join(folder, '.git'))) return [folder];
  const parent = dirname(folder);
  const above = parent === folder ? undefined : await downFromRepository(parent);
  return above && [...above, folder];
}

/**
 * The ignore file of one folder, as a list of one or none.
 * @throws Error about one that cannot be read
 */
export async function ignoreFileIn(folder: string): Promise<IgnoreFile[]> {
  const file = join(folder, ignoreFileName);
  if (!(await isThere(file))) return [];
  const text = await readSmallFile(file).catch((error: unknown) => {
    throw new Error(`${ignoreFileName} cannot be read: ${fileReason(error)}`, { cause: error });
  });
  return [{ folder, patterns: ignore({ ignorecase: false }).add(text) }];
}

/** True where the innermost ignore file that speaks of an absolute path leaves it out, as git decides. */
export function isIgnored(files: readonly IgnoreFile[], path: string, isFolder: boolean): boolean {
  const verdict = files
    .filter(({ folder }) => isBelow(path, folder))
    .map(({ folder, patterns }) => {
      const steps = relative(folder, path).split(sep).join('/');
      return patterns.test(isFolder ? `${steps}/` : steps);
    })
    .findLast(({ ignored, unignored }) => ignored || unignored);
  return verdict?.ignored === true;
}
