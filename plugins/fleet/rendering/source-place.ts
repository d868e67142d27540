import type { Artifact, SourceFolder } from '../../../policies/gitops/sources.ts';
import type { Repository } from './repository.ts';

/** Places of the files of sources, as far as they are known. */
export interface KnownSources {
  repository: Repository;
  /** Addresses of repositories, by the names of the objects that stand for them. */
  addresses: ReadonlyMap<string, string>;
  /** Sources that are made of others, by their names. */
  artifacts: ReadonlyMap<string, Artifact['copies']>;
  /** Folders in which the user says that sources lie. */
  said: readonly SaidSource[];
}

/** Sources of which the user says in which folder they lie, and that folder. */
export interface SaidSource {
  /** True for the address of the source, or for the name of its object. */
  matches: (source: string) => boolean;
  root: string;
}

/** Absolute path of the folder in which the files of a source lie, or the reason why they are not here. */
export function placeOfSource(
  { repository, reference, elsewhere }: Pick<SourceFolder, 'repository' | 'reference' | 'elsewhere'>,
  { repository: here, addresses, said }: KnownSources,
): { root: string } | { reason: string } {
  const address = repository === '' ? (addresses.get(reference) ?? '') : repository;
  const found = said.find(({ matches }) => matches(reference) || matches(address));
  if (found !== undefined) return { root: found.root };
  if (elsewhere !== '') return { reason: `${elsewhere}; --source tells where it is` };
  if (address === '' || here.isAt(address)) return { root: here.root };
  return { reason: `${withoutPassword(address)} is another repository; --source tells where it is` };
}

function withoutPassword(address: string): string {
  return address.replace(/(?<=:\/\/)[^/@]*@/, '');
}
