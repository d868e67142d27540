import { setImmediate, setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type, type Static } from 'typebox';
import { KubernetesObject } from '../../kubernetes/objects/object.ts';
import { isOfMetadata, keeper, pathOf, type Read } from '../../policies/facts/reads.ts';
import { WebhookError } from '../errors/webhook-error.ts';
import type { Asking, ClusterClient, ClusterStream } from './client.ts';
import { keepDoing, type Keeping } from '../../kubernetes/retry/retry-loop.ts';
import { readList } from '../../kubernetes/list/read-list.ts';

/** A copy of one list of the cluster that follows its changes. */
export interface Reflector {
  /** undefined until the list was read once; from then on what was last known, whatever becomes of the connection. */
  objects: () => KubernetesObject[] | undefined;
  /** True while the webhook may not read it. */
  isForbidden: () => boolean;
  /** Whether the list was read once. */
  isRead: () => boolean;
  /** By name, and namespace where its kind lies in one. */
  get: (name: string, namespace?: string) => KubernetesObject | undefined;
}

const Metadata = Type.Object({
  name: Type.Optional(Type.String()),
  namespace: Type.Optional(Type.String()),
  resourceVersion: Type.Optional(Type.String()),
});
const Item = Type.Intersect([KubernetesObject, Type.Object({ metadata: Metadata })]);
const Event = Type.Object({ type: Type.String(), object: Item });
export const isItem = validatorOf(Item);
export const isEvent = validatorOf(Event);

/** So many items are read in a few milliseconds; others have their turn after them. */
const atOnce = 50;

/** What is sent where nothing but metadata is kept: of a Pod that is a tenth. */
const metadataOf = (kind: string): string => `application/json;as=${kind};g=meta.k8s.io;v=v1`;

/**
 * Lists, then watches; lists again when the watch fails. The library's own informer stops for good when its credentials cannot
 * be read between two watches, and keeps objects whole.
 */
export function reflect(
  client: Pick<ClusterClient, 'lines'> & ClusterStream,
  read: Read,
  { onChange, ...keeping }: Keeping & { onChange?: () => void },
): Reflector {
  let objects: Map<string, KubernetesObject> | undefined;
  let forbidden = false;
  const path = pathOf(read);
  const keep = keeper(read);
  const { labelSelector, fieldSelector } = read;
  const selection = {
    ...(labelSelector === undefined ? {} : { labelSelector }),
    ...(fieldSelector === undefined ? {} : { fieldSelector }),
  };
  const asking = (kind: string): Pick<Asking, 'accept'> => (isOfMetadata(read) ? { accept: metadataOf(kind) } : {});

  const list = async (): Promise<string> => {
    const listed = new Map<string, KubernetesObject>();
    let version = '';
    const options = { signal: keeping.signal, selection, ...asking('PartialObjectMetadataList') };
    for await (const { items, resourceVersion } of readList(client, path, options)) {
      for (const [index, text] of items.entries()) {
        const item: unknown = JSON.parse(text.toString());
        if (!isItem(item)) throw new WebhookError('CLUSTER_REFUSED', `${path} is not a list of objects`);
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

  const apply = ({ type, object }: Static<typeof Event>): void => {
    const key = keyOf(object);
    if (type === 'DELETED') objects?.delete(key);
    else {
      const next = keep(object);
      if (isDeepStrictEqual(next, objects?.get(key))) return;
      objects?.set(key, next);
    }
    onChange?.();
  };

  /** Follows one watch to its end, which the server makes after a minute; a dead connection is noticed a little later. */
  const follow = async (version: string): Promise<string> => {
    let last = version;
    const watch = { watch: 'true', allowWatchBookmarks: 'true', timeoutSeconds: '60', resourceVersion: version };
    const query = new URLSearchParams({ ...selection, ...watch });
    const signal = AbortSignal.any([keeping.signal, AbortSignal.timeout(70_000)]);
    const events = client.lines(`${path}?${query.toString()}`, signal, asking('PartialObjectMetadata'));
    for await (const event of events) {
      if (!isEvent(event) || event.type === 'ERROR') throw new WebhookError('CLUSTER_REFUSED', `${path}: watch ended`);
      if (event.type !== 'BOOKMARK') apply(event);
      last = event.object.metadata.resourceVersion ?? last;
    }
    return last;
  };

  const mayRead = (may: boolean): void => {
    if (forbidden === !may) return;
    forbidden = !may;
    onChange?.();
  };

  const patience = (failure: unknown): number | undefined => {
    const isForbidden = failure instanceof WebhookError && failure.code === 'OBJECT_FORBIDDEN';
    mayRead(!isForbidden);
    // Rights are given by people.
    return isForbidden ? 10_000 : undefined;
  };

  const followAlways = async (): Promise<void> => {
    let version = await list();
    mayRead(true);
    while (!keeping.signal.aborted) {
      version = await follow(version);
      await setTimeout(100, undefined, { ref: false });
    }
  };
  void keepDoing(followAlways, { ...keeping, patience });

  return {
    objects: () => objects && [...objects.values()],
    isForbidden: () => forbidden,
    isRead: () => objects !== undefined,
    get: (name, namespace = '') => objects?.get(`${namespace}/${name}`),
  };
}

function keyOf({ metadata: { namespace = '', name = '' } }: Static<typeof Item>): string {
  return `${namespace}/${name}`;
}
