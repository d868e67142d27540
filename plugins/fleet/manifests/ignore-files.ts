import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { isThere } from '../../../kubernetes/files/is-there.ts';
import { fileReason } from '../../../kubernetes/errors/reason.ts';
import { isBelow } from './containment.ts';
import { readSmallFile } from './read-text.ts';

/**
 * Name of the ignore files. They list files and folders to leave out, in the syntax of .gitignore.
 */
const ignoreFileName = '.kubectl-fleet-ignore';

/** Patterns of an ignore file, which apply to everything below its absolute folder. */
export interface IgnoreFile {
  folder: string;
  patterns: Ignore;
}

/**
 * Returns the ignore files that apply to a folder, the outermost first: its own, and those above it
 * up to the root of the repository. Outside of a repository only its own applies, because anybody
 * may write one into a folder such as /tmp.
 * @throws Error for one that cannot be read
 */
export async function ignoreFilesFor(folder: string): Promise<IgnoreFile[]> {
  const folders = (await downFromRepository(folder)) ?? [folder];
  return (await Promise.all(folders.map(ignoreFileIn))).flat();
}

/**
 * Returns the folders from the root of the repository down to this one, undefined outside of a
 * repository.
 */
async function downFromRepository(folder: string): Promise<string[] | undefined> {
  if (await isThere(join(folder, '.git'))) return [folder];
  const parent = dirname(folder);
  const above = parent === folder ? undefined : await downFromRepository(parent);
  return above && [...above, folder];
}

/**
 * Returns the ignore file of one folder, as a list of one or none.
 * @throws Error for one that cannot be read
 */
export async function ignoreFileIn(folder: string): Promise<IgnoreFile[]> {
  const file = join(folder, ignoreFileName);
  if (!(await isThere(file))) return [];
  const text = await readSmallFile(file).catch((error: unknown) => {
    throw new Error(`${ignoreFileName} cannot be read: ${fileReason(error)}`, { cause: error });
  });
  return [{ folder, patterns: ignore({ ignorecase: false }).add(text) }];
}

/** True if the innermost ignore file that matches an absolute path leaves it out, as in git. */
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
