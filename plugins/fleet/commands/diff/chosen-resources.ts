import type { ResourceArgument } from '../../command-line/resource-arguments.ts';
import { preferred, resolveType, resourceKey } from '../../../../kubernetes/discovery/resolution.ts';
import type { Resource } from '../../../../kubernetes/discovery/resource.ts';

/** Resources to compare. */
export interface Choice {
  /** Kinds and names as the user wrote them; [] for all kinds of the namespaces. */
  wanted: readonly ResourceArgument[];
  /** Kinds that are read only where the user names them, e.g. /Event. */
  unlistedKinds: ReadonlySet<string>;
  /** Versions by resource, e.g. v1 for deployments.apps, in place of the preferred ones. */
  versions: ReadonlyMap<string, string>;
}

/** Resource to read, and the names of its objects; [] for all of them. */
export interface Chosen {
  resource: Resource;
  names: readonly string[];
}

/**
 * Returns the resources of a cluster that the user names, or else all that can be compared, each in
 * one version.
 */
export function chosenResources({ wanted, versions, unlistedKinds }: Choice, served: readonly Resource[]): Chosen[] {
  const isComparable = ({ group, kind, namespaced, verbs }: Resource) =>
    namespaced && verbs.includes('list') && !unlistedKinds.has(`${group}/${kind}`);
  const chosen =
    wanted.length === 0
      ? preferred(served.filter(isComparable)).map(resource => ({ resource, names: [] }))
      : wanted.flatMap(({ type, names }) => resolveType(type, served).map(resource => ({ resource, names })));
  return chosen.map(({ resource, names }) => {
    const version = versions.get(resourceKey(resource)) ?? resource.version;
    const agreed = served.find(one => resourceKey(one) === resourceKey(resource) && one.version === version);
    return { resource: agreed ?? resource, names };
  });
}

/** Returns the versions that a cluster serves of these resources, by their keys. */
export function versionsOf(resources: readonly Resource[], served: readonly Resource[]): Map<string, string[]> {
  const keys = new Set(resources.map(resourceKey));
  const versions = new Map<string, string[]>([...keys].map(key => [key, []]));
  for (const resource of served) versions.get(resourceKey(resource))?.push(resource.version);
  return versions;
}
