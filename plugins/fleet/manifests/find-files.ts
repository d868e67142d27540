import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Problem } from './manifest.ts';
import { reasonOf } from './unreadable.ts';

/** Files as the user would write them, in the order of the paths and sorted within a folder. */
export interface Found {
  files: readonly string[];
  problems: readonly Problem[];
}

/** `kustomize` also finds kustomizations whose file has no ending. */
export interface FindOptions {
  kustomize: boolean;
}

/**
 * Files that the paths mean: a file is itself whatever its name, a folder all manifests below it. As in kubectl, grep -r and
 * find, a linked folder inside a folder is not entered; neither is a hidden one (.git, .github). '-' is passed on as it is.
 * A file that two paths lead to is there once.
 */
export async function findFiles(
  paths: readonly string[],
  workingDirectory: string,
  { kustomize }: FindOptions = { kustomize: false },
): Promise<Found> {
  const pattern = kustomize ? /\.(ya?ml|json)$|^Kustomization$/i : /\.(ya?ml|json)$/i;
  const { files, problems } = joined(await Promise.all(paths.map(path => named(path, workingDirectory, pattern))));
  const absolute = new Set<string>();
  const isNew = (file: string) => {
    const before = absolute.size;
    return absolute.add(file === '-' ? file : resolve(workingDirectory, file)).size > before;
  };
  return { files: files.filter(isNew), problems };
}

async function named(path: string, workingDirectory: string, pattern: RegExp): Promise<Found> {
  if (path === '-') return { files: [path], problems: [] };
  try {
    const isFolder = (await stat(resolve(workingDirectory, path))).isDirectory();
    if (!isFolder) return { files: [path], problems: [] };
  } catch (error) {
    return unreadable(path, error);
  }
  const found = await below(path, workingDirectory, pattern);
  const isEmpty = found.files.length === 0 && found.problems.length === 0;
  return isEmpty
    ? { files: [], problems: [{ file: path, message: 'this folder has no *.yaml, *.yml or *.json file' }] }
    : found;
}

async function below(folder: string, workingDirectory: string, pattern: RegExp): Promise<Found> {
  try {
    const entries = await readdir(resolve(workingDirectory, folder), { withFileTypes: true });
    const visible = entries.filter(({ name }) => !name.startsWith('.')).sort((a, b) => (a.name < b.name ? -1 : 1));
    const found = visible.map(async entry => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return below(path, workingDirectory, pattern);
      return pattern.test(entry.name) ? manifestAt(path, workingDirectory) : joined([]);
    });
    return joined(await Promise.all(found));
  } catch (error) {
    return unreadable(folder, error);
  }
}

/** What is named like a manifest may be a link to a folder, to itself or to nothing. */
async function manifestAt(path: string, workingDirectory: string): Promise<Found> {
  try {
    const isFile = (await stat(resolve(workingDirectory, path))).isFile();
    return { files: isFile ? [path] : [], problems: [] };
  } catch (error) {
    return unreadable(path, error);
  }
}

function unreadable(file: string, error: unknown): Found {
  return { files: [], problems: [{ file, message: reasonOf(error) }] };
}

function joined(found: readonly Found[]): Found {
  return { files: found.flatMap(({ files }) => files), problems: found.flatMap(({ problems }) => problems) };
}
