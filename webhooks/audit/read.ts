import { metadataText } from '../../kubernetes/objects/metadata-text.ts';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import type { Reader } from '../../kubernetes/client/client.ts';
import { retryLoop, type RetryOptions } from '../../kubernetes/retry/retry-loop.ts';
import { readList } from '../../kubernetes/list/read-list.ts';
import { isExpired } from '../../kubernetes/errors/cluster-error.ts';
import type { EvaluateObject } from './evaluate.ts';
import { pathIn, type ScannedKind } from './kinds.ts';
import type { Ledger } from './ledger.ts';
import type { Pace } from './pace.ts';

interface ReaderOptions {
  client: Reader;
  ledger: Ledger;
  evaluate: EvaluateObject;
  pace: Pace;
  signal: AbortSignal;
  /** Returns true if the scan has read all objects of the type. */
  hasRead: (type: string) => boolean;
}

/** Lists objects and evaluates them. Only one list is read at a time. */
export interface ObjectReader {
  /**
   * Evaluates all objects of a kind and deletes the entries of objects that no longer exist. If a
   * page of the list has expired, it reads the list once more.
   * @param onPage receives the number of objects of each page
   * @returns the resource version from which to watch the list
   * @throws ClusterError as readList
   */
  kind: (kind: ScannedKind, onPage?: (objects: number) => void) => Promise<string>;
  /**
   * Evaluates the objects of a kind in one namespace. It does nothing if the kind is not read yet:
   * the scan comes to it later, or cannot read it.
   * @throws ClusterError as readList
   */
  namespace: (kind: ScannedKind, namespace: string) => Promise<void>;
}

export function objectReader(options: ReaderOptions): ObjectReader {
  const { client, ledger, evaluate, pace, signal, hasRead } = options;
  const inTurn = oneAtATime();

  const read = async (
    { type, apiVersion, kind }: ScannedKind,
    path: string,
    onPage?: (objects: number) => void,
  ): Promise<string> => {
    let version = '';
    for await (const { items, resourceVersion } of readList(client, path, { signal })) {
      for (const item of items) {
        await pace.work(() => evaluate(type, objectOf(item, { apiVersion, kind })));
        await pace.rest();
        signal.throwIfAborted();
      }
      version = resourceVersion;
      onPage?.(items.length);
    }
    return version;
  };

  return {
    kind: (kind, onPage) =>
      inTurn(async () => {
        const endScan = ledger.startScan(kind.type);
        const version = await read(kind, kind.path, onPage).catch((error: unknown) => {
          if (isExpired(error)) return read(kind, kind.path, onPage);
          throw error;
        });
        endScan();
        return version;
      }),
    namespace: (kind, namespace) =>
      inTurn(async () => {
        if (hasRead(kind.type)) await read(kind, pathIn(kind, namespace));
      }),
  };
}

/** Items of a list have no apiVersion and no kind. */
function objectOf(text: Buffer, type: { apiVersion: string; kind: string }): KubernetesObject {
  const item: unknown = JSON.parse(text.toString());
  return { ...(typeof item === 'object' && item), ...type };
}

/** Runs each task when the task before it has ended, whether that succeeded or failed. */
function oneAtATime(): <Result>(task: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return task => {
    const result = last.then(task);
    last = result.catch(() => undefined);
    return result;
  };
}

/**
 * Wraps `evaluate` so that all objects of a Namespace are evaluated again after its labels or
 * annotations change, until the signal is aborted.
 * @param rescan evaluates the objects of one Namespace; it is retried after a failure
 */
export function rescanChangedNamespaces(
  evaluate: EvaluateObject,
  rescan: (namespace: string) => Promise<void>,
  keeping: RetryOptions,
): EvaluateObject {
  const hasChanged = namespaceChanges();
  const changed = new Set<string>();
  void retryLoop(async () => {
    for (const namespace of changed) {
      changed.delete(namespace);
      await rescan(namespace).catch((error: unknown) => {
        changed.add(namespace);
        throw error;
      });
    }
  }, keeping);
  return async (type, object) => {
    if (type === '/Namespace' && hasChanged(object)) changed.add(metadataText(object, 'name'));
    await evaluate(type, object);
  };
}

/**
 * Returns a function that compares a Namespace with the one it was called with before: true if the
 * labels or annotations differ.
 */
export function namespaceChanges(): (namespace: KubernetesObject) => boolean {
  const seen = new Map<string, string>();
  return namespace => {
    const { metadata } = namespace;
    const { labels, annotations }: Record<string, unknown> = typeof metadata === 'object' ? { ...metadata } : {};
    const name = metadataText(namespace, 'name');
    const text = JSON.stringify([labels, annotations]);
    const before = seen.get(name);
    seen.set(name, text);
    return before !== undefined && before !== text;
  };
}
