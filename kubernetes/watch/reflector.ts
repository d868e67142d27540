import { setImmediate, setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { validatorOf } from '../schema/validator.ts';
import type { Reader } from '../client/client.ts';
import { ClusterError, hasReason } from '../errors/cluster-error.ts';
import { readList } from '../list/read-list.ts';
import type { KubernetesObject } from '../objects/object.ts';
import { retryLoop, type RetryOptions } from '../retry/retry-loop.ts';
import { watch, type WatchEvent } from './watch.ts';
import { WatchedObject } from './watched-object.ts';

/** A copy of one list of the cluster that follows its changes. */
export interface Reflector {
  /**
   * Returns undefined until the list was read once. Later returns the last known objects, also
   * without a connection.
   */
  objects: () => KubernetesObject[] | undefined;
  /** True while this process may not read the list. */
  isForbidden: () => boolean;
  /** True after the list was read. */
  isRead: () => boolean;
  /** Returns an object by its name, and by its namespace for namespaced kinds. */
  get: (name: string, namespace?: string) => KubernetesObject | undefined;
}

/** The list that a reflector copies. */
export interface ReflectedList {
  /** Path without a query, e.g. /apis/apps/v1/deployments */
  path: string;
  /** Label and field selectors, by their names in the query. */
  selection?: Readonly<Record<string, string>>;
  /** True requests only metadata. The metadata of a Pod is a tenth of its size. */
  metadataOnly?: boolean;
  /** Returns the parts of an object that are kept. */
  keep: (object: KubernetesObject) => KubernetesObject;
}

export const isItem = validatorOf(WatchedObject);

/**
 * Number of items that are parsed before other work gets a turn. Parsing them takes a few
 * milliseconds.
 */
const atOnce = 50;

/**
 * Milliseconds between two attempts while the list is forbidden. A person has to grant the
 * permission.
 */
const forbiddenPause = 10_000;

/**
 * Lists, then watches. Lists again when the watch fails. The informer of client-node stops for good
 * when it cannot read its credentials between two watches, and it keeps whole objects.
 */
export function reflect(
  client: Pick<Reader, 'lines' | 'bytes'>,
  { path, selection = {}, metadataOnly = false, keep }: ReflectedList,
  { onChange, ...options }: RetryOptions & { onChange?: () => void },
): Reflector {
  let objects: Map<string, KubernetesObject> | undefined;
  let forbidden = false;
  const { signal } = options;
  const acceptOf = (kind: string) => (metadataOnly ? `application/json;as=${kind};g=meta.k8s.io;v=v1` : undefined);

  const list = async (): Promise<string> => {
    const listed = new Map<string, KubernetesObject>();
    let version = '';
    const accept = acceptOf('PartialObjectMetadataList');
    for await (const { items, resourceVersion } of readList(client, path, { signal, selection, accept })) {
      for (const [index, text] of items.entries()) {
        const item: unknown = JSON.parse(text.toString());
        if (!isItem(item)) throw new ClusterError('InvalidAnswer', `${path} is not a list of objects`);
        listed.set(keyOf(item), keep(item));
        if (index % atOnce === 0) await setImmediate();
      }
      version = resourceVersion;
    }
    const changed = onChange !== undefined && !isDeepStrictEqual(listed, objects);
    objects = listed;
    if (changed) onChange();
    return version;
  };

  const apply = ({ type, object }: WatchEvent): void => {
    const key = keyOf(object);
    if (type === 'DELETED') objects?.delete(key);
    else {
      const next = keep(object);
      if (isDeepStrictEqual(next, objects?.get(key))) return;
      objects?.set(key, next);
    }
    onChange?.();
  };

  /** Follows one watch to its end. Returns the version at which the next watch starts. */
  const follow = async (version: string): Promise<string> => {
    let last = version;
    const accept = acceptOf('PartialObjectMetadata');
    for await (const event of watch(client, path, { resourceVersion: version, selection, accept, signal })) {
      if (event.type !== 'BOOKMARK') apply(event);
      last = event.object.metadata.resourceVersion ?? last;
    }
    return last;
  };

  const setForbidden = (isForbidden: boolean): void => {
    if (forbidden === isForbidden) return;
    forbidden = isForbidden;
    onChange?.();
  };

  const followAlways = async (): Promise<void> => {
    let version = await list();
    setForbidden(false);
    while (!signal.aborted) {
      version = await follow(version);
      await setTimeout(100, undefined, { ref: false });
    }
  };
  const retryDelay = (failure: unknown): number | undefined => {
    const isForbidden = hasReason(failure, 'Forbidden');
    setForbidden(isForbidden);
    return isForbidden ? forbiddenPause : undefined;
  };
  void retryLoop(followAlways, { ...options, retryDelay });

  return {
    objects: () => objects && [...objects.values()],
    isForbidden: () => forbidden,
    isRead: () => objects !== undefined,
    get: (name, namespace = '') => objects?.get(`${namespace}/${name}`),
  };
}

function keyOf({ metadata: { namespace = '', name = '' } }: WatchedObject): string {
  return `${namespace}/${name}`;
}
