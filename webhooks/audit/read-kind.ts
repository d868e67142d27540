import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import type { ClusterStream } from '../cluster/client.ts';
import { readList } from '../cluster/read-list.ts';
import { WebhookError } from '../errors/webhook-error.ts';
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
  /** Told after each page how many objects it held. */
  onPage?: (objects: number) => void;
}

/**
 * Looks at all objects of a kind, and forgets those that are gone. Once more, where the server has forgotten its pages meanwhile.
 * @returns the version from which to watch them
 * @throws WebhookError as readList
 */
export async function readKind(reading: Reading, kind: ScannedKind, options: ReadOptions): Promise<string> {
  const end = reading.ledger.scan(kind.type);
  const read = (): Promise<string> => readObjects(reading, kind, kind.path, options);
  const version = await read().catch((error: unknown) => {
    if (error instanceof WebhookError && error.code === 'LIST_EXPIRED') return read();
    throw error;
  });
  end();
  return version;
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
  { signal, onPage }: ReadOptions,
): Promise<string> {
  let version = '';
  for await (const { items, resourceVersion } of readList(client, path, { signal })) {
    for (const item of items) {
      await pace.work(() => look(type, objectOf(item, { apiVersion, kind })));
      await pace.rest();
      signal.throwIfAborted();
    }
    version = resourceVersion;
    onPage?.(items.length);
  }
  return version;
}

/** The items of a list do not say of which kind they are. */
function objectOf(text: Buffer, type: { apiVersion: string; kind: string }): KubernetesObject {
  const item: unknown = JSON.parse(text.toString());
  return { ...(typeof item === 'object' && item), ...type };
}
