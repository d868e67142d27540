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
 * Returns all resources of a cluster. The more important group and the preferred version come
 * first. Sends two requests when the server aggregates its discovery (1.27 and later). Otherwise
 * sends one for each version of each group, of which some may fail.
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
 * Returns the resources of one API server behind an APIService; none when the server fails. A
 * broken server must not hide the other groups.
 */
async function fromServer(client: Client, group: string, version: string): Promise<Resource[]> {
  try {
    return await apiResources(client, group, version);
  } catch (error) {
    if (isRefusal(error) || hasReason(error, 'InvalidAnswer')) return [];
    throw error;
  }
}
