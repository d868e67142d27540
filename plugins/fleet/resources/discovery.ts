import type { Static } from 'typebox';
import { Value } from 'typebox/value';
import { checked } from '../clusters/checked.ts';
import type { Client } from '../clusters/client.ts';
import { isRefusal } from '../clusters/reasons.ts';
import { Aggregated, CoreVersions, GroupList, ResourceList } from './discovery-schema.ts';

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
  const lists = await Promise.all([
    Value.Check(Aggregated, core) ? fromAggregated(core) : fromCore(client, checked(CoreVersions, core)),
    Value.Check(Aggregated, groups) ? fromAggregated(groups) : fromGroups(client, checked(GroupList, groups)),
  ]);
  return lists.flat();
}

function fromAggregated({ items }: Static<typeof Aggregated>): Resource[] {
  return items.flatMap(({ metadata, versions = [] }) =>
    versions.flatMap(({ version, resources = [] }) =>
      resources.map(({ resource, responseKind, scope, singularResource, shortNames, categories, verbs }) => {
        const kind = responseKind?.kind ?? '';
        return {
          group: metadata.name ?? '',
          version,
          plural: resource,
          singular: singularResource ?? kind.toLowerCase(),
          kind,
          namespaced: scope === 'Namespaced',
          shortNames: shortNames ?? [],
          categories: categories ?? [],
          verbs,
        };
      }),
    ),
  );
}

async function fromCore(client: Client, { versions }: Static<typeof CoreVersions>): Promise<Resource[]> {
  return (await Promise.all(versions.map(version => fromVersion(client, '', version)))).flat();
}

async function fromGroups(client: Client, { groups }: Static<typeof GroupList>): Promise<Resource[]> {
  const lists = groups.flatMap(({ name, preferredVersion, versions }) => {
    const ordered = new Set([preferredVersion.version, ...versions.map(({ version }) => version)]);
    return [...ordered].map(version => fromVersion(client, name, version));
  });
  return (await Promise.all(lists)).flat();
}

/** A broken APIService answers with an error; it must not hide the other groups, so its resources are merely not there. */
async function fromVersion(client: Client, group: string, version: string): Promise<Resource[]> {
  try {
    const list = checked(ResourceList, await client.get(versionPath(group, version)));
    return list.resources
      .filter(({ name }) => !name.includes('/'))
      .map(({ name, singularName, kind, shortNames, categories, ...same }) => ({
        group,
        version,
        plural: name,
        singular: singularName ?? kind.toLowerCase(),
        kind,
        namespaced: same.namespaced,
        shortNames: shortNames ?? [],
        categories: categories ?? [],
        verbs: same.verbs,
      }));
  } catch (error) {
    if (isRefusal(error)) return [];
    throw error;
  }
}

/** /api/v1 or /apis/apps/v1 */
export function versionPath(group: string, version: string): string {
  return group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
}
