import type { Resource } from './resource.ts';

/**
 * The resources that a type as the user wrote it stands for, as kubectl resolves it
 * (client-go/restmapper): plural or singular name, then short name, then category; TYPE.GROUP and
 * TYPE.VERSION.GROUP narrow it. None where the cluster does not serve it.
 * @param resources in the order of discovery, by which the first of several wins
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

/** A group may be cut short: certificates.cert-manager is certificates.cert-manager.io. */
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

/** Each resource of a category once, in its preferred version. */
function ofCategory(category: string, resources: readonly Resource[]): Resource[] {
  const found = new Map<string, Resource>();
  for (const resource of resources) {
    const key = resourceKey(resource);
    const isListed = resource.categories.includes(category) && resource.verbs.includes('list');
    if (isListed && !found.has(key)) found.set(key, resource);
  }
  return [...found.values()];
}

/** The same resource in any version and cluster, as kubectl writes it: deployments.apps */
export function resourceKey({ plural, group }: Resource): string {
  return group === '' ? plural : `${plural}.${group}`;
}
