import { validatorOf } from '../schema/validator.ts';
import { Type, type Static } from 'typebox';
import type { Reader } from '../client/client.ts';
import { ClusterError } from '../errors/cluster-error.ts';
import { formatDuration } from '../deadline/duration.ts';
import { WatchedObject } from './watched-object.ts';

const Event = Type.Object({ type: Type.String(), object: WatchedObject });
/**
 * An event of a watch. The object of a BOOKMARK has only a resource version, and that of a watch of
 * tables is a table of one row.
 */
export type WatchEvent = Static<typeof Event>;
export const isEvent = validatorOf(Event);

export interface WatchOptions {
  /**
   * The version of the list after which events are requested. undefined requests the list itself as
   * first events, which a BOOKMARK with `initialEventsEnd` ends (KEP-3157). A server that cannot do
   * this refuses it as Invalid.
   */
  resourceVersion: string | undefined;
  /** Label and field selectors, and other parameters, by their names in the query. */
  selection?: Readonly<Record<string, string>>;
  accept?: string | undefined;
  /** Seconds after which the server ends the watch. */
  seconds?: number;
  /**
   * Milliseconds without an event or a bookmark after which the connection counts as dead. A server
   * sends a bookmark each minute. The default ends a watch ten seconds after the server should
   * have.
   */
  silence?: number;
  /** Is called when the server has accepted the watch. */
  onOpen?: (() => void) | undefined;
  signal: AbortSignal;
}

/** Annotation of the BOOKMARK behind the last of the first events. */
export const initialEventsEnd = 'k8s.io/initial-events-end';

/**
 * Yields the changes of a list until the server ends the watch.
 * @param path path of the list, without a query
 * @throws ClusterError Expired when the server no longer has the version; then the list must be
 * read again. Timeout when nothing comes for too long.
 */
export async function* watch(
  client: Pick<Reader, 'lines'>,
  path: string,
  options: WatchOptions,
): AsyncGenerator<WatchEvent> {
  const { accept, seconds = 60, silence = (seconds + 10) * 1000, onOpen, signal } = options;
  const quiet = new AbortController();
  const timer = setTimeout(() => {
    quiet.abort();
  }, silence);
  const limit = AbortSignal.any([signal, quiet.signal]);
  try {
    for await (const event of client.lines(`${path}?${queryOf(options, seconds)}`, limit, { accept, onOpen })) {
      if (!isEvent(event) || event.type === 'ERROR') throw new ClusterError('Expired', `${path}: watch ended`);
      timer.refresh();
      yield event;
    }
  } catch (error) {
    if (!quiet.signal.aborted) throw error;
    throw new ClusterError('Timeout', `no event and no bookmark for ${formatDuration(silence)}`, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

function queryOf({ resourceVersion, selection }: WatchOptions, seconds: number): string {
  const start = resourceVersion === undefined ? initialEvents : { resourceVersion };
  const query = new URLSearchParams({
    ...selection,
    watch: 'true',
    allowWatchBookmarks: 'true',
    timeoutSeconds: String(seconds),
    ...start,
  });
  return query.toString();
}

const initialEvents = { sendInitialEvents: 'true', resourceVersionMatch: 'NotOlderThan' };
