import type { Resource } from './resource.ts';

/**
 * Returns the resources for a type that the user wrote, as kubectl resolves it
 * (client-go/restmapper): plural or singular name, then short name, then category. TYPE.GROUP and
 * TYPE.VERSION.GROUP narrow it. Returns none when the cluster does not serve the type.
 * @param resources in the order of discovery; the first of several matches wins
 */
export function resolveType(type: string, resources: readonly Resource[]): Resource[] {
  const [name = '', ...rest] = type.toLowerCase().split('.');
  const [version = '', ...group] = rest;
  const exact =
    group.length === 0 ? [] : resources.filter(one => one.version === version && one.group === group.join('.'));
  const candidates = [exact, ...ofGroup(rest.join('.'), resources)];
  for (const candidate of candidates) {
    const found = find(name, candidate);
    if (found !== undefined) return [found];
  }
  return rest.length === 0 ? ofCategory(name, resources) : [];
}

/**
 * Returns the resources of a group, whose name may be shortened: certificates.cert-manager is
 * certificates.cert-manager.io.
 */
function ofGroup(group: string, resources: readonly Resource[]): Resource[][] {
  if (group === '') return [[...resources]];
  return [resources.filter(one => one.group === group), resources.filter(one => one.group.startsWith(group))];
}

function find(name: string, resources: readonly Resource[]): Resource | undefined {
  return (
    resources.find(({ plural, singular }) => plural === name || singular === name) ??
    resources.find(({ shortNames }) => shortNames.includes(name))
  );
}

/** Returns the resources of a category that can be listed. */
function ofCategory(category: string, resources: readonly Resource[]): Resource[] {
  return preferred(
    resources.filter(({ categories, verbs }) => categories.includes(category) && verbs.includes('list')),
  );
}

/**
 * Returns each resource once, in its preferred version.
 * @param resources in the order of discovery, which has the preferred version first
 */
export function preferred(resources: readonly Resource[]): Resource[] {
  const found = new Map<string, Resource>();
  for (const resource of resources) {
    const key = resourceKey(resource);
    if (!found.has(key)) found.set(key, resource);
  }
  return [...found.values()];
}

/**
 * Returns the same name for a resource in any version and cluster, as kubectl writes it:
 * deployments.apps
 */
export function resourceKey({ plural, group }: Resource): string {
  return group === '' ? plural : `${plural}.${group}`;
}

/** Returns the version of a resource as manifests name it: v1, apps/v1. */
export function groupVersion({ group, version }: Pick<Resource, 'group' | 'version'>): string {
  return group === '' ? version : `${group}/${version}`;
}
