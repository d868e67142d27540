import type { Manifest, NotFollowed, Problem } from './manifest.ts';
import type { SkippedFile } from './skipped.ts';

/** The programs that make manifests of a folder. */
export type Renderer = 'kustomize' | 'helm';

/** What one file holds, or what a program made of one folder. */
export interface ReadResult {
  /** Absolute path of the file or folder; '-' is standard input. */
  path: string;
  /** The program that made it, where it is rendered. */
  renderedBy?: Renderer;
  /** True where there was something to look for manifests in. */
  isThere: boolean;
  manifests: readonly Manifest[];
  problems: readonly Problem[];
  /** Set where the file is passed over. */
  skipped?: SkippedFile;
}

/** All objects that the paths lead to, and beside them everything there that is no object. */
export interface ManifestSet {
  manifests: readonly Manifest[];
  problems: readonly Problem[];
  /** Objects that deploy what is not among the manifests; absent where nothing was to be followed. */
  notFollowed?: readonly NotFollowed[];
  /** How many files were read, and how many folders rendered. */
  files: number;
  folders: number;
  /** Files that are passed over, which are not among those that were read. */
  skipped: readonly SkippedFile[];
  /** How many files and folders --exclude and ignore files leave out; absent where paths were not searched. */
  leftOut?: number;
}

/** All contents as one; `problems` are what else could not be read. Contents of one path are one file or folder. */
export function manifestSet(contents: readonly ReadResult[], problems: readonly Problem[]): ManifestSet {
  const there = [...new Map(contents.filter(({ isThere }) => isThere).map(one => [one.path, one])).values()];
  return {
    manifests: contents.flatMap(({ manifests }) => manifests),
    problems: [...problems, ...contents.flatMap(({ problems }) => problems)],
    files: there.filter(({ renderedBy }) => renderedBy === undefined).length,
    folders: there.filter(({ renderedBy }) => renderedBy !== undefined).length,
    skipped: contents.flatMap(({ skipped }) => skipped ?? []),
  };
}
