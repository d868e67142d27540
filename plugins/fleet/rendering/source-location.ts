import { posix } from 'node:path';
import type { Artifact, SourceFolder } from '../../../policies/engine/sources.ts';
import type { Repository } from './repository.ts';

/** Places of the files of sources, as far as they are known. */
export interface KnownSources {
  repository: Repository;
  /** Addresses of repositories, by the names of the objects that stand for them. */
  addresses: ReadonlyMap<string, string>;
  /** Sources that are made of others, by their names. */
  artifacts: ReadonlyMap<string, Artifact['copies']>;
  /** Folders in which the user says that sources lie. */
  overrides: readonly SourceOverride[];
}

/** Sources of which the user says in which folder they lie, and that folder. */
export interface SourceOverride {
  /** True for the address of the source, or for the name of its object. */
  matches: (source: string) => boolean;
  root: string;
}

/** Absolute path of the folder in which the files of a source lie, or the reason why they are not here. */
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
 * The folder of another source that lies in an artifact as the folder that is named; the folder itself where its source is no artifact
 * that is known, or has no such folder.
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
