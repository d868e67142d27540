import { Type } from 'typebox';
import { checked } from '../client/checked.ts';
import type { GetOptions, Reader } from '../client/client.ts';
import { validatorOf } from '../schema/validator.ts';
import { isCoreVersions, isGroupList, isResourceList } from './discovery-schema.ts';
import type { Resource } from './resource.ts';

/** An API group as a cluster serves it. */
export interface ApiGroup {
  /** Name, e.g. apps. The list does not have the core group. */
  name: string;
  /** The versions, e.g. v1, the preferred one first. */
  versions: readonly string[];
}

/**
 * Returns the API groups that a cluster serves.
 * @throws ClusterError
 */
export async function apiGroups(client: Pick<Reader, 'get'>): Promise<ApiGroup[]> {
  return groupsIn(await client.get('/apis'));
}

/**
 * Returns the API groups of an APIGroupList.
 * @throws ClusterError InvalidAnswer when the value is not an APIGroupList
 */
export function groupsIn(answer: unknown): ApiGroup[] {
  return (checked(isGroupList, answer).groups ?? []).map(({ name, preferredVersion, versions }) => {
    const ordered = [...(preferredVersion ? [preferredVersion] : []), ...(versions ?? [])];
    const short = ordered.map(({ groupVersion }) => groupVersion.slice(name.length + 1));
    return { name, versions: [...new Set(short)] };
  });
}

/**
 * Returns the versions of all groups that a cluster serves, as manifests name them: v1, apps/v1.
 * @throws ClusterError
 */
export async function apiVersions(client: Pick<Reader, 'get'>): Promise<string[]> {
  const [core, groups] = await Promise.all([client.get('/api'), apiGroups(client)]);
  return [
    ...(checked(isCoreVersions, core).versions ?? []),
    ...groups.flatMap(({ name, versions }) => versions.map(version => `${name}/${version}`)),
  ];
}

/**
 * Returns the resources of one version of an API group, without subresources.
 * @throws ClusterError
 */
export async function apiResources(
  client: Pick<Reader, 'get'>,
  group: string,
  version: string,
  options?: GetOptions,
): Promise<Resource[]> {
  return resourcesIn(await client.get(versionPath(group, version), options), group, version);
}

/**
 * Returns the resources of an APIResourceList, without subresources.
 * @throws ClusterError InvalidAnswer when the value is not an APIResourceList
 */
export function resourcesIn(answer: unknown, group: string, version: string): Resource[] {
  const { resources } = checked(isResourceList, answer);
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

/** Returns the path of a version of an API group: /api/v1 or /apis/apps/v1 */
export function versionPath(group: string, version: string): string {
  return group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
}

/**
 * Returns the path of a collection of objects: of one namespace, or of all where the namespace is
 * '' or the resource has none.
 */
export function collectionPath({ group, version, plural, namespaced }: Resource, namespace: string): string {
  const base = versionPath(group, version);
  return namespaced && namespace !== ''
    ? `${base}/namespaces/${encodeURIComponent(namespace)}/${plural}`
    : `${base}/${plural}`;
}

export const isVersion = validatorOf(Type.Object({ gitVersion: Type.String() }));

/**
 * Returns the version of the API server, e.g. v1.37.2
 * @throws ClusterError
 */
export async function serverVersion(client: Pick<Reader, 'get'>): Promise<string> {
  return checked(isVersion, await client.get('/version')).gitVersion;
}
