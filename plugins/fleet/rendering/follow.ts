import { resolve } from 'node:path';
import type { Engine } from '../../../policies/engine/engine.ts';
import { EngineError } from '../../../policies/engine/errors.ts';
import type { ReadResult } from '../manifests/manifest-set.ts';
import type { Artifact, SourceFolder, Sources } from '../../../policies/gitops/sources.ts';
import { inBatches } from '../manifests/in-batches.ts';
import { displayName, type Manifest, type NotFollowed } from '../manifests/manifest.ts';
import { resolveArtifact, locateSource, type KnownSources } from './source-location.ts';
import type { RenderEnvironment } from './program.ts';
import { replaceFiles, withNamespace, duplicateRemover } from './deployed-manifests.ts';
import { repositoryHere } from './repository.ts';
import type { RenderPlan } from './render-plan.ts';
import { sourcePlan } from './source-plan.ts';

/** Inputs of followSources. */
export interface FollowOptions {
  engine: Pick<Engine, 'sources'>;
  /** Folders of sources as --source gives them. */
  overrides: KnownSources['overrides'];
  read: (plan: RenderPlan) => Promise<ReadResult[]>;
  environment: RenderEnvironment;
}

/** Results, and the objects whose sources were not read. */
export interface FollowResult {
  results: ReadResult[];
  notFollowed: NotFollowed[];
}

/** Limit of folders that are read at once. Each may start several programs. */
const foldersAtOnce = 4;

/**
 * Adds the files that GitOps objects deploy from folders of the same repository. Objects that are
 * found this way are followed too, at any depth. The result of a deployed file or folder replaces
 * the result of reading it as it is.
 */
export async function followSources(start: readonly ReadResult[], following: FollowOptions): Promise<FollowResult> {
  const { engine, overrides, environment } = following;
  const known = {
    repository: await repositoryHere(environment),
    addresses: new Map<string, string>(),
    artifacts: new Map<string, Artifact['copies']>(),
    overrides,
  };
  const plain = new Map(start.map(one => [one.path, one]));
  const deployed: ReadResult[] = [];
  const notFollowed = new Map<ReadResult, NotFollowed[]>();
  const seen = new Set<string>();
  const withoutDuplicates = duplicateRemover();
  for (let added = start; added.length > 0;) {
    const objects = added.flatMap(result =>
      result.manifests.map(manifest => ({ result, manifest, sources: sourcesOf(manifest.object, engine) })),
    );
    for (const { repository, artifacts } of objects.map(({ sources }) => sources)) {
      for (const { name, copies } of artifacts) known.artifacts.set(name, copies);
      if (repository !== null) known.addresses.set(repository.name, repository.address);
    }
    const deployedResults = await inBatches(
      objects.filter(deploys),
      foldersAtOnce,
      async ({ result, manifest, sources }) => {
        const followed = await Promise.all(sources.folders.map(folder => follow(folder, known, following, seen)));
        const reasons = [...sources.notFollowed, ...followed.flatMap(({ notFollowed }) => notFollowed)];
        const about = { object: displayName(manifest.object), source: manifest.source };
        const entries = [...new Set(reasons)].map(reason => ({ ...about, reason }));
        notFollowed.set(result, [...(notFollowed.get(result) ?? []), ...entries]);
        return followed.flatMap(({ results }) => results);
      },
    );
    added = deployedResults.flat().map(withoutDuplicates);
    for (const one of added) replaceFiles(plain, one, file => resolve(environment.workingDirectory, file));
    deployed.push(...added);
  }
  const results = [...plain.values(), ...deployed];
  return { results, notFollowed: results.flatMap(one => notFollowed.get(one) ?? []) };
}

function deploys({ sources }: { sources: Sources }): boolean {
  return sources.folders.length > 0 || sources.notFollowed.length > 0;
}

/**
 * Reads one folder of a source. Returns its results, and the reasons why some files are missing.
 * Returns no results for a folder that is in `seen`.
 */
async function follow(
  named: SourceFolder,
  known: KnownSources,
  { engine, read, environment: { workingDirectory } }: FollowOptions,
  seen: Set<string>,
): Promise<{ results: ReadResult[]; notFollowed: readonly string[] }> {
  const isOverridden = known.overrides.some(({ matches }) => matches(named.reference));
  const folder = isOverridden ? named : resolveArtifact(named, known.artifacts);
  const location = locateSource(folder, known);
  if ('reason' in location) return { results: [], notFollowed: [location.reason] };
  const { root } = location;
  const locate = (repository: string) =>
    repository === '' ? location : locateSource({ repository, reference: '', elsewhere: '' }, known);
  const { notFollowed, ...plan } = await sourcePlan(folder, root, locate, workingDirectory);
  const key = JSON.stringify([root, folder]);
  if (seen.has(key)) return { results: [], notFollowed };
  seen.add(key);
  const isNamespaced = (object: Manifest['object']) => sourcesOf(object, engine).isNamespaced;
  const results = await read(plan);
  return { results: results.map(one => withNamespace(one, folder, isNamespaced)), notFollowed };
}

const nothing: Sources = { folders: [], notFollowed: [], artifacts: [], repository: null, isNamespaced: false };

/**
 * Returns the sources that an object names. Returns none for an object that is too malformed for
 * the policy, because the rules report the same error.
 */
function sourcesOf(object: Manifest['object'], engine: Pick<Engine, 'sources'>): Sources {
  try {
    return engine.sources(object);
  } catch (error) {
    if (error instanceof EngineError) return nothing;
    throw error;
  }
}
