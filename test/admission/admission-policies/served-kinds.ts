import { validatorOf } from '../../../kubernetes/schema/validator.ts';
import { Type } from 'typebox';
import { ask, write } from '../../testbed/cluster/api.ts';
import type { Cluster } from '../../testbed/cluster/cluster.ts';
import { until } from '../../testbed/errors/until.ts';

export interface Kind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

const ResourceList = Type.Object({
  resources: Type.Array(Type.Object({ name: Type.String(), kind: Type.String(), namespaced: Type.Boolean() })),
});
const GroupList = Type.Object({ groups: Type.Array(Type.Object({ name: Type.String() })) });
const isResourceList = validatorOf(ResourceList);
const isGroupList = validatorOf(GroupList);

/** Returns the path of a kind in the API server; undefined when the server does not serve it. */
export async function resourceOf(
  cluster: Cluster,
  kind: Kind,
): Promise<{ name: string; namespaced: boolean } | undefined> {
  const { status, body } = await ask(cluster, pathOf(kind));
  const list: unknown = status === 200 ? JSON.parse(body) : undefined;
  if (!isResourceList(list)) return undefined;
  return list.resources.find(resource => resource.kind === kind.kind && !resource.name.includes('/'));
}

/** Path of a group and version in the API. */
export function pathOf({ group, version }: Kind): string {
  return group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
}

/**
 * Makes the cluster serve the kinds that it lacks, each in all of the versions and with any
 * content. Groups that the server has built in stay unchanged.
 */
export async function serve(cluster: Cluster, kinds: readonly (Kind & { namespaced: boolean })[]): Promise<void> {
  const own = await groupsOf(cluster);
  const foreign = kinds.filter(({ group }) => group.includes('.') && !own.has(group));
  for (const alike of Map.groupBy(foreign, ({ group, kind }) => `${group}/${kind}`).values()) {
    const [first] = alike;
    if (first === undefined || (await resourceOf(cluster, first)) !== undefined) continue;
    const versions = [...new Set(alike.map(({ version }) => version))];
    await write(
      cluster,
      'POST',
      '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
      definition(first, versions),
    );
    await until(`${first.kind} of ${first.group} is served`, () => resourceOf(cluster, first));
  }
}

async function groupsOf(cluster: Cluster): Promise<ReadonlySet<string>> {
  const list: unknown = JSON.parse((await ask(cluster, '/apis')).body);
  return new Set(isGroupList(list) ? list.groups.map(({ name }) => name) : []);
}

function definition({ group, kind, namespaced }: Kind & { namespaced: boolean }, versions: readonly string[]): object {
  const singular = kind.toLowerCase();
  const plural = `${singular}s`;
  const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    // Groups below k8s.io are reserved for kinds that Kubernetes approves. Other kinds must declare
    // that they are not approved.
    metadata: { name: `${plural}.${group}`, annotations: { 'api-approved.kubernetes.io': 'unapproved' } },
    spec: {
      group,
      scope: namespaced ? 'Namespaced' : 'Cluster',
      names: { kind, plural, singular },
      versions: versions.map((name, index) => ({ name, served: true, storage: index === 0, schema })),
    },
  };
}
