import type { Manifest, NotFollowed, Problem } from './manifest.ts';
import type { SkippedFile } from './skipped.ts';

/** Programs that render a folder. */
export type Renderer = 'kustomize' | 'helm';

/** Result of reading one file or rendering one folder. */
export interface ReadResult {
  /** Absolute path of the file or folder; '-' is standard input. */
  path: string;
  /** Program that rendered the folder; absent for a file. */
  renderedBy?: Renderer;
  /** True if the file was read or the folder rendered. */
  isThere: boolean;
  manifests: readonly Manifest[];
  problems: readonly Problem[];
  /** Set if the file is skipped. */
  skipped?: SkippedFile;
}

/** All objects at the given paths, and everything there that is no object. */
export interface ManifestSet {
  manifests: readonly Manifest[];
  problems: readonly Problem[];
  /** Objects whose sources were not read; absent if no source is followed. */
  notFollowed?: readonly NotFollowed[];
  /** Number of files that were read. */
  files: number;
  folders: number;
  /** Files that are skipped; they do not count as read. */
  skipped: readonly SkippedFile[];
  /**
   * Number of files and folders that --exclude and ignore files leave out; absent if no path was
   * searched.
   */
  leftOut?: number;
}

/**
 * Joins all results. Results of one path count as one file or folder.
 * @param problems other problems, which precede those of the results
 */
export function manifestSet(results: readonly ReadResult[], problems: readonly Problem[]): ManifestSet {
  const there = [...new Map(results.filter(({ isThere }) => isThere).map(one => [one.path, one])).values()];
  return {
    manifests: results.flatMap(({ manifests }) => manifests),
    problems: [...problems, ...results.flatMap(({ problems }) => problems)],
    files: there.filter(({ renderedBy }) => renderedBy === undefined).length,
    folders: there.filter(({ renderedBy }) => renderedBy !== undefined).length,
    skipped: results.flatMap(({ skipped }) => skipped ?? []),
  };
}
