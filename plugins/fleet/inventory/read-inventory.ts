import { Type } from 'typebox';
import type { ClusterObjects, KubernetesObject } from '../../../policies/engine/model.ts';
import { checked } from '../clusters/checked.ts';
import type { Client } from '../clusters/client.ts';
import { listPages } from '../clusters/list.ts';
import { isRefusal, type ClusterError } from '../clusters/reasons.ts';

/** The raw objects from which a cluster's facts are read, and what could not be read. */
export interface Inventory {
  objects: ClusterObjects;
  /** The parts that the cluster refused, e.g. nodes, each with the reason. */
  unread: readonly Unread[];
}

export interface Unread {
  part: Part;
  error: ClusterError;
}

export type Part = 'version' | 'apiGroups' | 'nodes' | 'namespaces' | 'workloads';

const metadataOnly = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';
const workloadKinds = [
  { apiVersion: 'apps/v1', kind: 'Deployment', path: '/apis/apps/v1/deployments' },
  { apiVersion: 'apps/v1', kind: 'StatefulSet', path: '/apis/apps/v1/statefulsets' },
  { apiVersion: 'apps/v1', kind: 'DaemonSet', path: '/apis/apps/v1/daemonsets' },
  { apiVersion: 'batch/v1', kind: 'CronJob', path: '/apis/batch/v1/cronjobs' },
];
const namespaceKind = { apiVersion: 'v1', kind: 'Namespace', path: '/api/v1/namespaces' };
const nodeKind = { apiVersion: 'v1', kind: 'Node', path: '/api/v1/nodes' };

const Version = Type.Object({ gitVersion: Type.String() });
const Groups = Type.Object({ groups: Type.Array(Type.Object({ name: Type.String() })) });
// An empty list of PartialObjectMetadata has null for its items.
const Items = Type.Object({ items: Type.Union([Type.Array(Type.Record(Type.String(), Type.Unknown())), Type.Null()]) });

/**
 * Reads what there is in a cluster, all at once. A part that is refused is listed as unread; when all are, that is the cluster's failure.
 * @throws ClusterError
 */
export async function readInventory(client: Client): Promise<Inventory> {
  const unread: Unread[] = [];
  const read = async <Content>(part: Part, content: Promise<Content>): Promise<Content | undefined> => {
    try {
      return await content;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      unread.push({ part, error });
      return undefined;
    }
  };
  const [version, apiGroups, nodes, namespaces, ...workloads] = await Promise.all([
    read(
      'version',
      client.get('/version').then(answer => checked(Version, answer).gitVersion),
    ),
    read(
      'apiGroups',
      client.get('/apis').then(answer => checked(Groups, answer).groups.map(({ name }) => name)),
    ),
    read('nodes', list(client, nodeKind)),
    read('namespaces', list(client, namespaceKind, metadataOnly)),
    ...workloadKinds.map(kind => read('workloads', list(client, kind, metadataOnly))),
  ]);
  const isAllUnread = [version, apiGroups, nodes, namespaces].every(part => part === undefined);
  if (isAllUnread && unread[0] !== undefined) throw unread[0].error;
  const found = workloads.flatMap(objects => objects ?? []);
  return {
    objects: {
      ...(version !== undefined && { version }),
      ...(apiGroups !== undefined && { apiGroups }),
      ...(nodes !== undefined && { nodes }),
      ...(namespaces !== undefined && { namespaces }),
      ...(workloads.some(objects => objects !== undefined) && { workloads: found }),
    },
    unread,
  };
}

/** Objects in a list do not say what they are, so that is put in front. */
async function list(
  client: Client,
  { apiVersion, kind, path }: { apiVersion: string; kind: string; path: string },
  accept?: string,
): Promise<KubernetesObject[]> {
  const pages = await listPages(client, path, accept);
  return pages.flatMap(page => (checked(Items, page).items ?? []).map(item => ({ ...item, apiVersion, kind })));
}
