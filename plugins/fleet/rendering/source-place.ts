import type { SourceFolder } from '../../../policies/engine/sources.ts';
import { placeOf, type Repository } from './repository.ts';

/** What is known of where the files of sources lie. */
export interface KnownSources {
  repository: Repository;
  /** Addresses of repositories, by the names of the objects that stand for them. */
  addresses: ReadonlyMap<string, string>;
  /** Folders in which the user says that a source lies, by `placeOf` of its address or of the name of its object. */
  said: ReadonlyMap<string, string>;
}

/** Absolute path of the folder in which the files of a source lie, or the reason why they are not here. */
export function placeOfSource(
  { repository, reference, elsewhere }: Pick<SourceFolder, 'repository' | 'reference' | 'elsewhere'>,
  { repository: here, addresses, said }: KnownSources,
): { root: string } | { reason: string } {
  const address = repository === '' ? (addresses.get(reference) ?? '') : repository;
  const root = said.get(placeOf(reference)) ?? said.get(placeOf(address));
  if (root !== undefined) return { root };
  if (elsewhere !== '') return { reason: elsewhere };
  if (address === '' || here.isAt(address)) return { root: here.root };
  return { reason: `${withoutPassword(address)} is another repository` };
}

function withoutPassword(address: string): string {
  return address.replace(/(?<=:\/\/)[^/@]*@/, '');
}
