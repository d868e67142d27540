import { ask } from '../../fanout/ask.ts';
import type { Answer } from '../../fanout/answer.ts';
import type { RequestOptions } from '../../fanout/request-options.ts';
import { groupVersion } from '../../../../kubernetes/discovery/resolution.ts';
import type { Cluster } from '../../../../kubernetes/kubeconfig/cluster.ts';
import { readDefinitions, type DocumentCache } from '../../../../kubernetes/openapi/read-definitions.ts';
import type { Definitions } from '../../../../kubernetes/openapi/schema.ts';
import { commonVersions } from './common-versions.ts';
import { comparables, isVaried, type ClusterObjects, type Comparable } from './compare-objects.ts';
import type { ReadObject } from './listed-object.ts';
import { mergeFound, readObjects, type Found, type Query } from './read-objects.ts';

/** The objects of all clusters, and the schemas of those that differ. */
export interface Gathered {
  answers: readonly Answer<Found>[];
  objects: readonly Comparable[];
  /** OpenAPI definitions by group and version; none where no cluster has them. */
  documents: ReadonlyMap<string, readonly Definitions[]>;
  /** Resources of which no version is served by all clusters that have them. */
  withoutVersion: readonly string[];
}

/**
 * Reads the objects of all clusters. Clusters that prefer different versions of a resource are
 * asked once more, for the newest version that all serve. Schemas are read only for objects whose
 * text differs.
 */
export async function askClusters(
  clusters: readonly Cluster[],
  query: Query,
  read: ReadObject,
  options: RequestOptions,
): Promise<Gathered> {
  const first = await ask(clusters, readObjects(query, read), options, mergeFound);
  const versions = commonVersions(first.flatMap(answer => (answer.ok ? [answer.value] : [])));
  const shared = new Map([...versions].filter(([, version]) => version !== ''));
  const withoutVersion = [...versions].filter(([, version]) => version === '').map(([key]) => key);
  const answers =
    shared.size === 0 ? first : await askAgain(first, readObjects({ ...query, versions: shared }, read), options);
  const found = answers.flatMap(answer =>
    answer.ok ? [{ cluster: answer.cluster.name, ...withoutResources(answer.value, withoutVersion) }] : [],
  );
  const objects = comparables(found);
  const varied = new Set(objects.filter(isVaried).map(({ resource }) => groupVersion(resource)));
  return { answers, objects, documents: await readDocuments(answers, [...varied], options), withoutVersion };
}

/** Asks the clusters that answered once more. The others keep their failure. */
async function askAgain(
  answers: readonly Answer<Found>[],
  question: Parameters<typeof ask<Found>>[1],
  options: RequestOptions,
): Promise<Answer<Found>[]> {
  const again = await ask(
    answers.filter(({ ok }) => ok).map(({ cluster }) => cluster),
    question,
    options,
    mergeFound,
  );
  return answers.map(answer => again.find(({ cluster }) => cluster.name === answer.cluster.name) ?? answer);
}

function withoutResources(found: Found, left: readonly string[]): Omit<ClusterObjects, 'cluster'> {
  const ids = [...found.objects].filter(([id]) => !left.includes(id.slice(0, id.indexOf(' '))));
  return { refused: found.refused, objects: new Map(ids) };
}

/** A cluster without schemas is no failure: the schema of another one says the same. */
async function readDocuments(
  answers: readonly Answer<Found>[],
  groupVersions: readonly string[],
  options: RequestOptions,
): Promise<Map<string, readonly Definitions[]>> {
  if (groupVersions.length === 0) return new Map();
  const cache: DocumentCache = new Map();
  const asked = answers.filter(({ ok }) => ok).map(({ cluster }) => cluster);
  const read = await ask(asked, client => readDefinitions(client, groupVersions, cache), options);
  const maps = read.flatMap(answer => (answer.ok ? [answer.value] : []));
  const documentsOf = (groupVersion: string): Definitions[] =>
    maps.map(map => map.get(groupVersion)).filter(document => document !== undefined);
  // Clusters with the same document share it.
  return new Map(groupVersions.map(groupVersion => [groupVersion, [...new Set(documentsOf(groupVersion))]]));
}
