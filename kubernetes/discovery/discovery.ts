import { checked } from '../client/checked.ts';
import type { Client } from '../client/client.ts';
import { ClusterError, isRefusal } from '../errors/cluster-error.ts';
import {
  isAggregated,
  isCoreVersions,
  isGroupList,
  isOfAggregatedKind,
  isResourceList,
  type Aggregated,
} from './discovery-schema.ts';

/** One resource that a cluster serves. */
export interface Resource {
  group: string;
  version: string;
  /** The name in addresses, e.g. deployments */
  plural: string;
  singular: string;
  kind: string;
  namespaced: boolean;
  shortNames: readonly string[];
  categories: readonly string[];
  verbs: readonly string[];
}

const aggregated = ['v2', 'v2beta1'].map(
  version => `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`,
);
const accept = [...aggregated, 'application/json'].join(',');

/**
 * All resources of a cluster, those of the more important group and of the preferred version first: two requests where the server
 * aggregates its discovery (1.27 and later), else one for each version of each group, of which some may fail.
 * @throws ClusterError
 */
export async function discover(client: Client): Promise<Resource[]> {
  const [core, groups] = await Promise.all([client.get('/api', accept), client.get('/apis', accept)]);
  const lists = await Promise.all([fromCore(client, core), fromGroups(client, groups)]);
  return lists.flat();
}

async function fromCore(client: Client, core: unknown): Promise<Resource[]> {
  if (isOfAggregatedKind(core)) return fromAggregated(checked(isAggregated, core));
  const { versions } = checked(isCoreVersions, core);
  return (await Promise.all((versions ?? []).map(version => fromVersion(client, '', version)))).flat();
}

async function fromGroups(client: Client, answer: unknown): Promise<Resource[]> {
  if (isOfAggregatedKind(answer)) return fromAggregated(checked(isAggregated, answer));
  const { groups } = checked(isGroupList, answer);
  const lists = (groups ?? []).flatMap(({ name, preferredVersion, versions }) => {
    const ordered = [...(preferredVersion ? [preferredVersion] : []), ...(versions ?? [])];
    return [...new Set(ordered.map(({ version }) => version))].map(version => fromServer(client, name, version));
  });
  return (await Promise.all(lists)).flat();
}

function fromAggregated({ items }: Aggregated): Resource[] {
  return (items ?? []).flatMap(({ metadata, versions }) =>
    (versions ?? []).flatMap(({ version, resources }) =>
      (resources ?? []).map(({ resource, responseKind, scope, singularResource, shortNames, categories, verbs }) => {
        const kind = responseKind?.kind ?? '';
        return {
          group: metadata?.name ?? '',
          version,
          plural: resource,
          singular: singularResource ?? kind.toLowerCase(),
          kind,
          namespaced: scope === 'Namespaced',
          shortNames: shortNames ?? [],
          categories: categories ?? [],
          verbs: verbs ?? [],
        };
      }),
    ),
  );
}

/** The server behind an APIService may be broken in any way; it must not hide the other groups, so its resources are merely not there. */
async function fromServer(client: Client, group: string, version: string): Promise<Resource[]> {
  try {
    return await fromVersion(client, group, version);
  } catch (error) {
    if (isRefusal(error) || (error instanceof ClusterError && error.code === 'NOT_KUBERNETES')) return [];
    throw error;
  }
}

async function fromVersion(client: Client, group: string, version: string): Promise<Resource[]> {
  const { resources } = checked(isResourceList, await client.get(versionPath(group, version)));
  return (resources ?? [])
    .filter(({ name }) => !name.includes('/'))
    .map(({ name, singularName, kind, shortNames, categories, verbs, namespaced }) => ({
      group,
      version,
      plural: name,
      singular: singularName ?? kind.toLowerCase(),
      kind,
      namespaced,
      shortNames: shortNames ?? [],
      categories: categories ?? [],
      verbs: verbs ?? [],
    }));
}

/** /api/v1 or /apis/apps/v1 */
export function versionPath(group: string, version: string): string {
  return group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
}
