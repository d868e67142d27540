import { validatorOf } from '../schema/validator.ts';
import { Type, type Static } from 'typebox';
import type { Reader } from '../client/client.ts';
import { ClusterError } from '../errors/cluster-error.ts';
import { WatchedObject } from './watched-object.ts';

const Event = Type.Object({ type: Type.String(), object: WatchedObject });
/** An event of a watch. The object of a BOOKMARK has only a resource version. */
export type WatchEvent = Static<typeof Event>;
export const isEvent = validatorOf(Event);

interface WatchOptions {
  /** The version of the list after which events are requested. */
  resourceVersion: string;
  /** Label and field selectors, by their names in the query. */
  selection?: Readonly<Record<string, string>>;
  accept?: string | undefined;
  signal: AbortSignal;
}

/**
 * Seconds after which the server ends the watch. A dead connection is detected ten seconds later.
 */
const seconds = 60;

/**
 * Yields the changes of a list until the server ends the watch.
 * @param path path of the list, without a query
 * @throws ClusterError Expired when the server no longer has the version; then the list must be
 * read again
 */
export async function* watch(
  client: Pick<Reader, 'lines'>,
  path: string,
  { resourceVersion, selection, accept, signal }: WatchOptions,
): AsyncGenerator<WatchEvent> {
  const query = new URLSearchParams({
    ...selection,
    watch: 'true',
    allowWatchBookmarks: 'true',
    timeoutSeconds: String(seconds),
    resourceVersion,
  });
  const limit = AbortSignal.any([signal, AbortSignal.timeout((seconds + 10) * 1000)]);
  for await (const event of client.lines(`${path}?${query.toString()}`, limit, { accept })) {
    if (!isEvent(event) || event.type === 'ERROR') throw new ClusterError('Expired', `${path}: watch ended`);
    yield event;
  }
}
