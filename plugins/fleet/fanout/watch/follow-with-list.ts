import { Type } from 'typebox';
import type { Client } from '../../../../kubernetes/client/client.ts';
import { ClusterError } from '../../../../kubernetes/errors/cluster-error.ts';
import { orNull } from '../../../../kubernetes/objects/or-null.ts';
import { validatorOf } from '../../../../kubernetes/schema/validator.ts';
import { initialEventsEnd, type WatchEvent } from '../../../../kubernetes/watch/watch.ts';
import { events, tell, type FollowOptions } from './watch-events.ts';
import type { WatchedList } from './watched-list.ts';

/**
 * Follows a list that comes as the first events of its watch (WatchList, KEP-3157).
 * @throws ClusterError Invalid from a server that cannot do this
 */
export async function followWithList<Item>(
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
