import type { KubernetesObject } from '../../policies/engine/model.ts';
import type { ClusterStream } from '../cluster/client.ts';
import { readList } from '../cluster/read-list.ts';
import { WebhookError } from '../errors.ts';
import { pathIn, type ScannedKind } from './kinds.ts';
import type { Ledger } from './ledger.ts';
import type { Look } from './look.ts';
import type { Pace } from './pace.ts';

export interface Reading {
  client: ClusterStream;
  ledger: Ledger;
  look: Look;
  pace: Pace;
}

interface ReadOptions {
  signal: AbortSignal;
  /** Where an earlier process was. */
  from?: string | undefined;
  /** Told after each page where the next one begins, undefined after the last one, and how many objects it held. */
  onPage?: ((next: string | undefined, objects: number) => Promise<void>) | undefined;
}

/**
 * Looks at all objects of a kind, and forgets those that are gone.
 * @returns the version from which to watch them
 * @throws WebhookError as readList
 */
export async function readKind(reading: Reading, kind: ScannedKind, options: ReadOptions): Promise<string> {
  const { from, ...anew } = options;
  if (from === undefined) {
    const end = reading.ledger.scan(kind.type);
    const version = await readObjects(reading, kind, kind.path, anew);
    end();
    return version;
  }
  // What another process saw of the kind before is not known to be gone.
  return readObjects(reading, kind, kind.path, options).catch((error: unknown) => {
    if (error instanceof WebhookError && error.code === 'LIST_EXPIRED') return readKind(reading, kind, anew);
    throw error;
  });
}

/** Looks at the objects of a kind in one namespace. @throws WebhookError as readList */
export async function readNamespace(
  reading: Reading,
  kind: ScannedKind,
  namespace: string,
  signal: AbortSignal,
): Promise<void> {
  await readObjects(reading, kind, pathIn(kind, namespace), { signal });
}

async function readObjects(
  { client, look, pace }: Reading,
  { type, apiVersion, kind }: ScannedKind,
  path: string,
  { signal, from, onPage }: ReadOptions,
): Promise<string> {
  let version = '';
  for await (const { items, next, resourceVersion } of readList(client, path, { signal, from })) {
    for (const item of items) {
      await pace.work(() => look(type, objectOf(item, { apiVersion, kind })));
      await pace.rest();
      signal.throwIfAborted();
    }
    version = resourceVersion;
    await onPage?.(next, items.length);
  }
  return version;
}

/** The items of a list do not say of which kind they are. */
function objectOf(text: Buffer, type: { apiVersion: string; kind: string }): KubernetesObject {
  const item: unknown = JSON.parse(text.toString());
  return { ...(typeof item === 'object' && item), ...type };
}
