import { posix } from 'node:path';
import type { Artifact, SourceFolder } from '../../../policies/gitops/sources.ts';
import type { Repository } from './repository.ts';

/** Known locations of sources. */
export interface KnownSources {
  repository: Repository;
  /** Addresses of repositories, by the names of the objects that stand for them. */
  addresses: ReadonlyMap<string, string>;
  /** Artifacts that are made of other sources, by their names. */
  artifacts: ReadonlyMap<string, Artifact['copies']>;
  /** Folders of sources as --source gives them. */
  overrides: readonly SourceOverride[];
}

/** Sources that --source names, and their folder. */
export interface SourceOverride {
  /** True for the address of a source, or for the name of its object. */
  matches: (source: string) => boolean;
  root: string;
}

/** Returns the absolute root folder of a source, or the reason why its files are not here. */
export function locateSource(
  { repository, reference, elsewhere }: Pick<SourceFolder, 'repository' | 'reference' | 'elsewhere'>,
  { repository: here, addresses, overrides }: KnownSources,
): { root: string } | { reason: string } {
  const address = repository === '' ? (addresses.get(reference) ?? '') : repository;
  const found = overrides.find(({ matches }) => matches(reference) || matches(address));
  if (found !== undefined) return { root: found.root };
  if (elsewhere !== '') return { reason: `${elsewhere}; --source tells where it is` };
  if (address === '' || here.isAt(address)) return { root: here.root };
  return { reason: `${withoutPassword(address)} is another repository; --source tells where it is` };
}

function withoutPassword(address: string): string {
  return address.replace(/(?<=:\/\/)[^/@]*@/, '');
}

/**
 * Returns the folder of the source from which an artifact copies the named folder. Returns the
 * named folder if its source is no known artifact or has no such folder.
 */
export function resolveArtifact(
  folder: SourceFolder,
  artifacts: ReadonlyMap<string, Artifact['copies']>,
): SourceFolder {
  const path = posix.join('/', folder.path, '/');
  const [copy] = (artifacts.get(folder.reference) ?? [])
    .filter(({ to }) => path.startsWith(posix.join('/', to, '/')))
    .sort((a, b) => b.to.length - a.to.length);
  if (copy === undefined) return folder;
  const { reference, elsewhere, from, to } = copy;
  return { ...folder, reference, elsewhere, path: posix.join('.', from, posix.relative(posix.join('/', to), path)) };
}
