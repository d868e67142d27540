import type { Client } from '../../../../kubernetes/client/client.ts';
import { ClusterError } from '../../../../kubernetes/errors/cluster-error.ts';
import { watch, type WatchEvent, type WatchOptions } from '../../../../kubernetes/watch/watch.ts';
import type { Change, ChangeType, ListHistory } from './list-history.ts';
import type { WatchedList } from './watched-list.ts';

/**
 * Seconds after which the server is asked to end a watch; servers end one after 30 to 60 minutes.
 */
const seconds = 30 * 60;

export interface FollowOptions<Item> {
  history: ListHistory<Item>;
  /** True reads the list anew, also where its version is known. */
  listsAgain: boolean;
  /** True asks for the list in the way that every server knows. */
  isRetry: boolean;
  silence: number;
  signal: AbortSignal;
  /** The list has been read, or the watch has begun. */
  onOpen: () => void;
  onChanges: (changes: readonly Change<Item>[], isFirst: boolean) => Promise<void>;
}

/** Yields the events of a list from a version, or with the list itself as first events. */
export function events<Item>(
  client: Client,
  { path, selection, accept }: WatchedList<Item>,
  start: Pick<WatchOptions, 'resourceVersion' | 'onOpen' | 'silence' | 'signal'>,
): AsyncGenerator<WatchEvent> {
  return watch(client, path, { selection, accept, seconds, ...start });
}

/**
 * Tells the change of an event that has not been told.
 * @throws ClusterError Expired where the server went back in time
 */
export async function tell<Item>(
  event: WatchEvent,
  list: WatchedList<Item>,
  { history, onChanges }: FollowOptions<Item>,
): Promise<void> {
  const { type, object } = event;
  if (type === 'BOOKMARK') {
    const isForwards = history.advance(object.metadata.resourceVersion ?? '');
    if (!isForwards) throw new ClusterError('Expired', `${list.path} went back in time`);
  }
  if (!isChange(type)) return;
  const changes = list.read(object).flatMap(watched => history.apply(type, watched) ?? []);
  if (changes.length > 0) await onChanges(changes, false);
}

function isChange(type: string): type is ChangeType {
  return type === 'ADDED' || type === 'MODIFIED' || type === 'DELETED';
}
