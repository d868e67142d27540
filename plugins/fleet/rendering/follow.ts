import type { Engine } from '../../../policies/engine/engine.ts';
import { EngineError } from '../../../policies/engine/errors.ts';
import type { SourceFolder, Sources } from '../../../policies/engine/sources.ts';
import type { Contents } from '../manifests/contents.ts';
import { isRecord } from '../../../policies/engine/is-record.ts';
import type { Manifest } from '../manifests/manifest.ts';
import type { RenderSurroundings } from './program.ts';
import { repositoryHere, type Repository } from './repository.ts';
import { isBelow, type Roots } from './roots.ts';
import { rootsOfSource } from './source-roots.ts';

/** What following needs. */
export interface Following {
  engine: Pick<Engine, 'sources'>;
  read: (roots: Roots) => Promise<Contents[]>;
  surroundings: RenderSurroundings;
}

/**
 * The contents with those that GitOps systems deploy from folders of the same repository, as the objects among them say, at any
 * number of steps. What is deployed stands in the place of what was read of the same file or folder as it is.
 */
export async function followSources(start: readonly Contents[], following: Following): Promise<Contents[]> {
  const { engine, read, surroundings } = following;
  const repository = await repositoryHere(surroundings);
  const plain = new Map(start.map(one => [one.path, one]));
  const deployed: Contents[] = [];
  const addresses = new Map<string, string>();
  const seen = new Set<string>();
  for (let news = start; news.length > 0;) {
    const told = news.flatMap(({ manifests }) => manifests.map(({ object }) => sourcesOf(object, engine)));
    for (const { repository: one } of told) if (one !== null) addresses.set(one.name, one.address);
    const folders = told.flatMap(({ folders }) => folders).filter(folder => isHere(folder, repository, addresses));
    const fresh = folders.filter(folder => !seen.has(JSON.stringify(folder)) && seen.add(JSON.stringify(folder)));
    const found: Contents[] = [];
    for (const folder of fresh) {
      const roots = await rootsOfSource(folder, repository.root, surroundings.workingDirectory);
      found.push(...(await read(roots)).map(one => settled(one, folder, engine)));
    }
    for (const one of found) takePlaceOf(plain, one);
    deployed.push(...found);
    news = found;
  }
  return [...plain.values(), ...deployed];
}

/** What is rendered takes the place of the files in its folder, too. */
function takePlaceOf(plain: Map<string, Contents>, { path, isRendered }: Contents): void {
  plain.delete(path);
  if (!isRendered) return;
  for (const other of plain.keys()) if (isBelow(other, path)) plain.delete(other);
}

/** The folder is one of this repository, as far as anybody says from which one it is. */
function isHere(
  { repository, reference }: SourceFolder,
  { isAt }: Repository,
  addresses: ReadonlyMap<string, string>,
): boolean {
  const address = repository === '' ? (addresses.get(reference) ?? '') : repository;
  return address === '' || isAt(address);
}

const nothing: Sources = { folders: [], repository: null, isNamespaced: false };

/** What is so malformed that the policy cannot tell deploys nothing; the rules will say the same of it. */
function sourcesOf(object: Manifest['object'], engine: Pick<Engine, 'sources'>): Sources {
  try {
    return engine.sources(object);
  } catch (error) {
    if (error instanceof EngineError) return nothing;
    throw error;
  }
}

/** The contents of a folder in the namespace to which they are deployed. */
function settled(contents: Contents, { namespace, moves }: SourceFolder, engine: Pick<Engine, 'sources'>): Contents {
  if (namespace === '') return contents;
  const manifests = contents.manifests.map(manifest => {
    const { object } = manifest;
    const metadata = isRecord(object['metadata']) ? object['metadata'] : {};
    const stays = !moves && typeof metadata['namespace'] === 'string' && metadata['namespace'] !== '';
    if (stays || !sourcesOf(object, engine).isNamespaced) return manifest;
    return { ...manifest, object: { ...object, metadata: { ...metadata, namespace } } };
  });
  return { ...contents, manifests };
}
