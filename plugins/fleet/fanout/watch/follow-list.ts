import { Type } from 'typebox';
import { checked } from '../../../../kubernetes/client/checked.ts';
import type { Client } from '../../../../kubernetes/client/client.ts';
import { ClusterError, hasReason, isRefusal } from '../../../../kubernetes/errors/cluster-error.ts';
import { mapPages, withQuery } from '../../../../kubernetes/list/list.ts';
import { orNull } from '../../../../kubernetes/objects/or-null.ts';
import { validatorOf } from '../../../../kubernetes/schema/validator.ts';
import { initialEventsEnd, watch, type WatchEvent, type WatchOptions } from '../../../../kubernetes/watch/watch.ts';
import type { Change, ChangeType, ListHistory } from './list-history.ts';
import type { WatchedList } from './watched-list.ts';

/**
 * Seconds after which the server is asked to end a watch; servers end one after 30 to 60 minutes.
 */
const seconds = 30 * 60;
/** Milliseconds, two bookmarks of a server. */
export const usualSilence = 2 * 60_000;

interface FollowOptions<Item> {
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

/**
 * Follows a list until the server ends the watch: from the version that is known, else from a list
 * that comes first.
 * @throws ClusterError, Expired when the list has to be read again
 */
export async function followList<Item>(
  client: Client,
  list: WatchedList<Item>,
  options: FollowOptions<Item>,
): Promise<void> {
  const { history, listsAgain, isRetry } = options;
  if (history.version() === undefined || listsAgain) {
    const isDone = !isRetry && (await followWithList(client, list, options).then(() => true, refusedOnly));
    if (isDone) return;
    await readList(client, list, options);
  }
  await followFrom(client, list, options);
}

/**
 * Returns false for a server without WatchList, which calls the parameters of the request invalid.
 * @throws any other error
 */
function refusedOnly(error: unknown): false {
  if (!isRefusal(error) || hasReason(error, 'Forbidden', 'NotFound', 'TooManyRequests')) throw error;
  return false;
}

/** Follows the changes behind the version that is known. */
async function followFrom<Item>(client: Client, list: WatchedList<Item>, options: FollowOptions<Item>): Promise<void> {
  const { history, onOpen, silence, signal } = options;
  const start = { resourceVersion: history.version(), onOpen, silence, signal };
  for await (const event of events(client, list, start)) await tell(event, list, options);
}

/** Receives the list as the first events of the watch. */
async function followWithList<Item>(
  client: Client,
  list: WatchedList<Item>,
  options: FollowOptions<Item>,
): Promise<void> {
  const { history, onOpen, onChanges, silence, signal } = options;
  const before = history.version();
  let first: WatchEvent[] | undefined = [];
  for await (const event of events(client, list, { resourceVersion: undefined, silence, signal })) {
    if (first === undefined) {
      await tell(event, list, options);
      continue;
    }
    if (event.type !== 'BOOKMARK') {
      first.push(event);
      continue;
    }
    if (!endsList(event.object)) continue;
    const watched = first.flatMap(({ object }) => list.read(object));
    first = undefined;
    await onChanges(
      history.replace(watched, event.object.metadata.resourceVersion ?? '', before),
      before === undefined,
    );
    onOpen();
  }
  if (first !== undefined) throw new ClusterError('InvalidAnswer', `the list of ${list.path} has no end`);
}

function events<Item>(
  client: Client,
  { path, selection, accept }: WatchedList<Item>,
  start: Pick<WatchOptions, 'resourceVersion' | 'onOpen' | 'silence' | 'signal'>,
): AsyncGenerator<WatchEvent> {
  return watch(client, path, { selection, accept, seconds, ...start });
}

async function readList<Item>(
  client: Client,
  { path, selection, accept, chunk, read }: WatchedList<Item>,
  { history, onChanges }: FollowOptions<Item>,
): Promise<void> {
  const before = history.version();
  const pages = await mapPages(
    client,
    withQuery(path, selection),
    page => ({ watched: read(page), version: checked(isVersioned, page).metadata.resourceVersion }),
    { accept, chunk },
  );
  const version = pages.at(-1)?.version ?? '';
  await onChanges(
    history.replace(
      pages.flatMap(({ watched }) => watched),
      version,
      before,
    ),
    before === undefined,
  );
}

async function tell<Item>(
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

const Versioned = Type.Object({ metadata: Type.Object({ resourceVersion: Type.String() }) });
export const isVersioned = validatorOf(Versioned);

const Annotated = Type.Object({ metadata: Type.Object({ annotations: Type.Record(Type.String(), Type.String()) }) });
export const isAnnotated = validatorOf(Annotated);
export const isTableOfOne = validatorOf(
  Type.Object({ rows: Type.Array(Type.Object({ object: orNull(Type.Unknown()) })) }),
);

/** True for the object of the bookmark behind the first events. As a table, it is in its row. */
function endsList(object: unknown): boolean {
  const inner = isTableOfOne(object) ? object.rows[0]?.object : object;
  return isAnnotated(inner) && inner.metadata.annotations[initialEventsEnd] === 'true';
}
