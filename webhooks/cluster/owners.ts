import { Ajv } from 'ajv';
import { Type, type Static } from 'typebox';
import { KubernetesObject } from '../../policies/engine/model.ts';
import type { ClusterClient } from './client.ts';

const Owned = Type.Object({
  metadata: Type.Object({
    ownerReferences: Type.Optional(
      Type.Array(
        Type.Object({
          apiVersion: Type.String(),
          kind: Type.String(),
          name: Type.String(),
          controller: Type.Optional(Type.Boolean()),
        }),
      ),
    ),
  }),
});
const ResourceList = Type.Object({
  resources: Type.Array(Type.Object({ name: Type.String(), kind: Type.String(), namespaced: Type.Boolean() })),
});
const ajv = new Ajv();
const isOwned = ajv.compile<Static<typeof Owned>>(Owned);
const isObject = ajv.compile<KubernetesObject>(KubernetesObject);
const isResourceList = ajv.compile<Static<typeof ResourceList>>(ResourceList);

/** A Pod of a Job of a CronJob is two steps; operators add some. */
const longest = 5;

/**
 * A Pod and what stands above it, the nearest first: its ReplicaSet, its Deployment. The chain ends where no controller is named.
 * @throws WebhookError CLUSTER_REFUSED where one of them cannot be read
 */
export async function ownersOfPod(
  client: Pick<ClusterClient, 'get'>,
  namespace: string,
  name: string,
): Promise<KubernetesObject[]> {
  const owners: KubernetesObject[] = [];
  let path: string | undefined = `/api/v1/namespaces/${namespace}/pods/${name}`;
  while (path !== undefined && owners.length < longest) {
    const owner: unknown = await client.get(path);
    if (!isObject(owner)) break;
    owners.push(owner);
    path = isOwned(owner) ? await pathOfController(client, namespace, owner) : undefined;
  }
  return owners;
}

async function pathOfController(
  client: Pick<ClusterClient, 'get'>,
  namespace: string,
  { metadata: { ownerReferences = [] } }: Static<typeof Owned>,
): Promise<string | undefined> {
  const controller = ownerReferences.find(reference => reference.controller === true);
  if (controller === undefined) return undefined;
  const base = `${controller.apiVersion.includes('/') ? '/apis' : '/api'}/${controller.apiVersion}`;
  const list = await client.get(base);
  const resources = isResourceList(list) ? list.resources : [];
  const resource = resources.find(({ kind, name }) => kind === controller.kind && !name.includes('/'));
  if (resource === undefined) return undefined;
  return `${base}${resource.namespaced ? `/namespaces/${namespace}` : ''}/${resource.name}/${controller.name}`;
}
