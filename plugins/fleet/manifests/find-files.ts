import { readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { excluder } from './excluded.ts';
import { ignoreFileIn, ignoreFilesFor, isIgnored, type IgnoreFile } from './ignore-files.ts';
import type { Problem } from './manifest.ts';
import { fileReason } from '../../../kubernetes/errors/reason.ts';

/** Paths of files as the user would write them, sorted within a folder. */
interface Below {
  files: readonly string[];
  problems: readonly Problem[];
  /** Absolute paths of the files and folders that the user leaves out. */
  leftOut: readonly string[];
}

/** Files at one path of the user. */
export interface FoundAtPath extends Below {
  path: string;
  isFolder: boolean;
}

/** Files of all paths, each once, in the order of the paths. */
export interface Found extends Below {
  paths: readonly FoundAtPath[];
}

/**
 * Options of a search. `kustomize` includes files named Kustomization, without an extension.
 * `exclude` holds globs of files to leave out.
 */
export interface FindOptions {
  kustomize: boolean;
  exclude?: readonly string[];
}

/**
 * Finds the files at the given paths. A file counts whatever its name; a folder stands for all
 * manifests below it. As in grep -r and find, a linked folder inside a folder is not entered.
 * Hidden folders (.git, .github) and node_modules are not entered. Leaves out files that the user
 * excludes or an ignore file names. Passes '-' through.
 */
export async function findFiles(
  paths: readonly string[],
  workingDirectory: string,
  { kustomize, exclude = [] }: FindOptions = { kustomize: false },
): Promise<Found> {
  const pattern = kustomize ? /\.(ya?ml|json)$|^Kustomization$/i : /\.(ya?ml|json)$/i;
  const found = await Promise.all(
    paths.map(path => {
      const isExcluded = excluder(exclude, { workingDirectory, root: path });
      return atPath(path, { workingDirectory, pattern, isExcluded });
    }),
  );
  const absolute = new Set<string>();
  const isNew = (file: string) => {
    const before = absolute.size;
    return absolute.add(file === '-' ? file : resolve(workingDirectory, file)).size > before;
  };
  const { files, problems, leftOut } = joined(found);
  return { files: files.filter(isNew), problems, leftOut: [...new Set(leftOut)], paths: found };
}

interface Search {
  workingDirectory: string;
  pattern: RegExp;
  isExcluded: (path: string) => boolean;
}

async function atPath(path: string, search: Search): Promise<FoundAtPath> {
  if (path === '-') return { path, isFolder: false, ...only(path) };
  const absolute = resolve(search.workingDirectory, path);
  try {
    const isFolder = (await stat(absolute)).isDirectory();
    const ignoreFiles = await ignoreFilesFor(isFolder ? absolute : dirname(absolute));
    if (search.isExcluded(absolute) || isIgnored(ignoreFiles, absolute, isFolder)) {
      return { path, isFolder, ...omitted(absolute) };
    }
    return { path, isFolder, ...(isFolder ? await below(path, search, ignoreFiles) : only(path)) };
  } catch (error) {
    return { path, isFolder: false, ...unreadable(path, error) };
  }
}

/**
 * Finds the manifests below a folder.
 * @param ignoreFiles the ignore files that apply to the folder
 */
async function below(folder: string, search: Search, ignoreFiles: readonly IgnoreFile[]): Promise<Below> {
  const absolute = resolve(search.workingDirectory, folder);
  try {
    const entries = await readdir(absolute, { withFileTypes: true });
    const visible = entries.filter(isVisible).sort((a, b) => (a.name < b.name ? -1 : 1));
    const found = visible.map(async entry => {
      const isFolder = entry.isDirectory();
      if (!isFolder && !search.pattern.test(entry.name)) return joined([]);
      const inFolder = join(absolute, entry.name);
      if (search.isExcluded(inFolder) || isIgnored(ignoreFiles, inFolder, isFolder)) return omitted(inFolder);
      const path = join(folder, entry.name);
      if (!isFolder) return manifestAt(path, search.workingDirectory);
      return ignoreFileIn(inFolder).then(
        own => below(path, search, [...ignoreFiles, ...own]),
        (error: unknown) => unreadable(path, error),
      );
    });
    return joined(await Promise.all(found));
  } catch (error) {
    return unreadable(folder, error);
  }
}

/** False for hidden folders and node_modules, which hold files of tools. */
function isVisible({ name }: { name: string }): boolean {
  return !name.startsWith('.') && name !== 'node_modules';
}

/**
 * Folders of the kernel. It generates their files on read; some have no end or block the reader.
 */
const ofKernel = /^\/(proc|sys)\//;

/**
 * Returns a path that is named like a manifest. It may be a link to a folder, to itself, to
 * nothing, or to a pipe or device.
 */
async function manifestAt(path: string, workingDirectory: string): Promise<Below> {
  try {
    const absolute = await realpath(resolve(workingDirectory, path));
    if (!(await stat(absolute)).isFile()) return joined([]);
    return ofKernel.test(absolute) ? unreadable(path, new Error(`a link to ${absolute}`)) : only(path);
  } catch (error) {
    return unreadable(path, error);
  }
}

function omitted(path: string): Below {
  return { files: [], problems: [], leftOut: [path] };
}

function only(file: string): Below {
  return { files: [file], problems: [], leftOut: [] };
}

function unreadable(file: string, error: unknown): Below {
  return { files: [], problems: [{ file, message: fileReason(error) }], leftOut: [] };
}

function joined(found: readonly Below[]): Below {
  return {
    files: found.flatMap(({ files }) => files),
    problems: found.flatMap(({ problems }) => problems),
    leftOut: found.flatMap(({ leftOut }) => leftOut),
  };
}
