import { checked } from '../client/checked.ts';
import type { Reader } from '../client/client.ts';
import { hasReason, isRefusal } from '../errors/cluster-error.ts';
import { apiResources, groupsIn } from './api-groups.ts';
import { isAggregated, isCoreVersions, isOfAggregatedKind, type Aggregated } from './discovery-schema.ts';
import type { Resource } from './resource.ts';

const aggregated = ['v2', 'v2beta1'].map(
  version => `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`,
);
const accept = [...aggregated, 'application/json'].join(',');

type Client = Pick<Reader, 'get'>;

/**
 * Returns all resources of a cluster, those of the more important group and of the preferred
 * version first. It takes two requests where the server aggregates its discovery (1.27 and later),
 * else one for each version of each group, of which some may fail.
 * @throws ClusterError
 */
export async function discover(client: Client): Promise<Resource[]> {
  const [core, groups] = await Promise.all([client.get('/api', { accept }), client.get('/apis', { accept })]);
  const lists = await Promise.all([fromCore(client, core), fromGroups(client, groups)]);
  return lists.flat();
}

async function fromCore(client: Client, core: unknown): Promise<Resource[]> {
  if (isOfAggregatedKind(core)) return fromAggregated(checked(isAggregated, core));
  const { versions } = checked(isCoreVersions, core);
  return (await Promise.all((versions ?? []).map(version => apiResources(client, '', version)))).flat();
}

async function fromGroups(client: Client, answer: unknown): Promise<Resource[]> {
  if (isOfAggregatedKind(answer)) return fromAggregated(checked(isAggregated, answer));
  const lists = groupsIn(answer).flatMap(({ name, versions }) =>
    versions.map(version => fromServer(client, name, version)),
  );
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

/**
 * The server behind an APIService may be broken in any way; it must not hide the other groups, so
 * its resources are merely not there.
 */
async function fromServer(client: Client, group: string, version: string): Promise<Resource[]> {
  try {
    return await apiResources(client, group, version);
  } catch (error) {
    if (isRefusal(error) || hasReason(error, 'InvalidAnswer')) return [];
    throw error;
  }
}
