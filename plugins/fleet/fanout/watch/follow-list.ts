import { Type } from 'typebox';
import { checked } from '../../../../kubernetes/client/checked.ts';
import type { Client } from '../../../../kubernetes/client/client.ts';
import { hasReason, isRefusal } from '../../../../kubernetes/errors/cluster-error.ts';
import { mapPages, withQuery } from '../../../../kubernetes/list/list.ts';
import { validatorOf } from '../../../../kubernetes/schema/validator.ts';
import { followWithList } from './follow-with-list.ts';
import { events, tell, type FollowOptions } from './watch-events.ts';
import type { WatchedList } from './watched-list.ts';

/** Milliseconds, two bookmarks of a server. */
export const usualSilence = 2 * 60_000;

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

const Versioned = Type.Object({ metadata: Type.Object({ resourceVersion: Type.String() }) });
export const isVersioned = validatorOf(Versioned);
