import { Type } from 'typebox';
import type { ClusterObjects, ListName } from '../../../policies/facts/cluster-objects.ts';
import type { KubernetesObject } from '../../../kubernetes/objects/object.ts';
import { isOfMetadata, fieldPicker, pathOf, type Read } from '../../../policies/facts/reads.ts';
import { checked } from '../../../kubernetes/client/checked.ts';
import type { Client } from '../../../kubernetes/client/client.ts';
import { apiGroups, serverVersion } from '../../../kubernetes/discovery/api-groups.ts';
import { mapPages, withQuery } from '../../../kubernetes/list/list.ts';
import { validatorOf } from '../../../kubernetes/schema/validator.ts';
import { orNull } from '../../../kubernetes/objects/or-null.ts';
import { hasReason, isRefusal, type ClusterError } from '../../../kubernetes/errors/cluster-error.ts';

/** Raw objects from which a cluster's facts are read, and the parts that could not be read. */
export interface Inventory {
  objects: ClusterObjects;
  /** Parts that the cluster refused, e.g. nodes, each with the reason. */
  unread: readonly Unread[];
}

export interface Unread {
  part: Part;
  error: ClusterError;
}

export type Part = 'version' | 'apiGroups' | ListName;

const metadataOnly = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';

const text = orNull(Type.String());
const Item = Type.Object({ metadata: orNull(Type.Object({ name: text, namespace: text })) });
// Go writes null for an empty list, as of PartialObjectMetadata.
export const areItems = validatorOf(Type.Object({ items: Type.Union([Type.Array(Item), Type.Null()]) }));

/**
 * Reads the lists of a cluster, all at once. A refused part is listed as unread. If all parts are
 * refused, the cluster fails.
 * @param reads lists to read, as soon as they are known
 * @throws ClusterError
 */
export async function readInventory(client: Client, reads: Promise<readonly Read[]>): Promise<Inventory> {
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
  const asked = read(
    'apiGroups',
    apiGroups(client).then(served => served.map(({ name }) => name)),
  );
  const readLists = async (): Promise<Listed[]> =>
    Promise.all(
      (await reads).map(async one => ({ into: one.into, objects: await read(one.into, list(client, one, asked)) })),
    );
  const [version, groups, lists] = await Promise.all([read('version', serverVersion(client)), asked, readLists()]);
  const isAllUnread = [version, groups, ...lists.map(({ objects }) => objects)].every(part => part === undefined);
  if (isAllUnread && unread[0] !== undefined) throw unread[0].error;
  return {
    objects: {
      ...(version !== undefined && { version }),
      ...(groups !== undefined && { apiGroups: groups }),
      ...objectsOf(lists),
    },
    unread,
  };
}

interface Listed {
  into: ListName;
  /** Objects of the list; undefined if they could not be read. */
  objects: KubernetesObject[] | undefined;
}

/** Returns the lists by name. A list that was read in part holds the objects that were read. */
function objectsOf(listed: readonly Listed[]): ClusterObjects {
  const lists: Partial<Record<ListName, KubernetesObject[]>> = {};
  for (const { into, objects } of listed) {
    if (objects !== undefined) lists[into] = [...(lists[into] ?? []), ...objects];
  }
  return { ...lists, incomplete: listed.filter(({ objects }) => objects === undefined).map(({ into }) => into) };
}

/** Returns the objects of one list; none if its API group is not served. */
async function list(client: Client, read: Read, apiGroups: Promise<string[] | undefined>): Promise<KubernetesObject[]> {
  const { group, whenServed = '', labelSelector } = read;
  const isUnserved = async (name: string) => name !== '' && (await apiGroups)?.includes(name) === false;
  if (await isUnserved(whenServed)) return [];
  const keep = fieldPicker(read);
  const itemsOf = (page: unknown) => (checked(areItems, page).items ?? []).map(keep);
  const accept = isOfMetadata(read) ? metadataOnly : undefined;
  try {
    return (await mapPages(client, withQuery(pathOf(read), { labelSelector }), itemsOf, { accept })).flat();
  } catch (error) {
    if (hasReason(error, 'NotFound') && (await isUnserved(group))) return [];
    throw error;
  }
}
