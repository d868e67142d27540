import { setTimeout as wait } from 'node:timers/promises';
import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type } from 'typebox';
import { metadataText } from '../../kubernetes/objects/metadata-text.ts';
import { KubernetesObject } from '../../kubernetes/objects/object.ts';
import type { Reader } from '../../kubernetes/client/client.ts';
import { retryLoop, sleep, type RetryOptions } from '../../kubernetes/retry/retry-loop.ts';
import { ClusterError } from '../../kubernetes/errors/cluster-error.ts';
import type { EvaluateObject } from './evaluate.ts';
import type { ScannedKind } from './kinds.ts';
import type { Pace } from './pace.ts';

const Event = Type.Object({
  type: Type.String(),
  object: Type.Intersect([
    KubernetesObject,
    Type.Object({ metadata: Type.Object({ resourceVersion: Type.Optional(Type.String()) }) }),
  ]),
});
export const isEvent = validatorOf(Event);

/** Client that streams the lines of a watch. */
export interface WatchClient {
  lines: Reader['lines'];
}

interface WatchOptions {
  client: WatchClient;
  /** Part of the ledger from which deleted objects are removed. */
  ledger: { delete: (type: string, namespace: string, name: string) => void };
  evaluate: EvaluateObject;
  pace: Pace;
  /** Lists and evaluates the kind. Returns the resource version from which to watch it. */
  relist: () => Promise<string>;
}

/** Milliseconds between the end of a failed watch and the next list. */
const relistDelay = 5_000;

/**
 * Watches a kind and evaluates each object that changes, until the signal is aborted. Several
 * changes of one object within a second are evaluated once.
 * @param from resource version at which the watch begins
 */
export async function watchKind(
  { client, ledger, evaluate, pace, relist }: WatchOptions,
  { type, path }: ScannedKind,
  from: string,
  keeping: RetryOptions,
): Promise<void> {
  const { signal } = keeping;
  // One queue for both: an object that is deleted during its evaluation must not come back.
  const queue = new Map<string, () => Promise<void> | undefined>();
  const enqueue = (
    object: KubernetesObject,
    task: (namespace: string, name: string) => Promise<void> | undefined,
  ): void => {
    const namespace = metadataText(object, 'namespace');
    const name = metadataText(object, 'name');
    queue.set(`${namespace}/${name}`, () => task(namespace, name));
  };

  const working = retryLoop(async () => {
    for (const [key, task] of queue) {
      queue.delete(key);
      await pace.work(task);
      await pace.rest();
    }
  }, keeping);

  let version: string | undefined = from;
  await retryLoop(async () => {
    if (version === undefined) {
      await sleep(relistDelay, signal);
      if (signal.aborted) return;
      queue.clear();
      version = await relist();
    }
    const since = version;
    version = undefined;
    for await (const { kind, object } of changesOf(client, path, since, signal)) {
      enqueue(object, (namespace, name) => {
        if (kind === 'changed') return evaluate(type, object);
        ledger.delete(type, namespace, name);
        return undefined;
      });
    }
  }, keeping);
  await working;
}

interface Change {
  kind: 'changed' | 'deleted';
  object: KubernetesObject;
}

/**
 * Yields the changes of a list from a resource version on, until the signal is aborted.
 * @throws ClusterError if the list has to be read again: the version has expired, or the server
 * does not answer
 */
async function* changesOf(
  client: WatchClient,
  path: string,
  from: string,
  signal: AbortSignal,
): AsyncGenerator<Change, void> {
  let version = from;
  while (!signal.aborted) {
    const watch = { watch: 'true', allowWatchBookmarks: 'true', timeoutSeconds: '300', resourceVersion: version };
    const timeout = AbortSignal.any([signal, AbortSignal.timeout(310_000)]);
    for await (const event of client.lines(`${path}?${new URLSearchParams(watch).toString()}`, timeout)) {
      if (!isEvent(event) || event.type === 'ERROR') throw new ClusterError('Expired', `${path}: watch ended`);
      if (event.type === 'DELETED') yield { kind: 'deleted', object: event.object };
      else if (event.type !== 'BOOKMARK') yield { kind: 'changed', object: event.object };
      version = event.object.metadata.resourceVersion ?? version;
    }
    await wait(100, undefined, { ref: false });
  }
}
