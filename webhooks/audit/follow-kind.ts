import { setTimeout as sleep } from 'node:timers/promises';
import { metadataText } from '../../policies/engine/creation.ts';
import type { KubernetesObject } from '../../policies/engine/model.ts';
import type { ClusterClient } from '../cluster/client.ts';
import { keepDoing, type Keeping } from '../cluster/keep-doing.ts';
import type { ScannedKind } from './kinds.ts';
import type { Ledger } from './ledger.ts';
import type { Look } from './look.ts';
import type { Pace } from './pace.ts';
import { watchKind } from './watch-kind.ts';

interface Following {
  client: Pick<ClusterClient, 'lines'>;
  ledger: Ledger;
  look: Look;
  pace: Pace;
  /** Looks at all objects of the kind and answers the version from which to watch them. */
  reread: () => Promise<string>;
}

/** So long a watch that broke off is left alone before the list is read again. */
const patienceSeconds = 5;

/** Looks again at each object of a kind that changes, until the signal is aborted: a second later, once for all changes of that second. */
export async function followKind(
  { client, ledger, look, pace, reread }: Following,
  { type, path }: ScannedKind,
  from: string,
  keeping: Keeping,
): Promise<void> {
  const { signal } = keeping;
  const waiting = new Map<string, KubernetesObject>();
  const keyOf = (object: KubernetesObject): string =>
    `${metadataText(object, 'namespace')}/${metadataText(object, 'name')}`;

  const looking = keepDoing(async () => {
    for (const [key, object] of waiting) {
      waiting.delete(key);
      await pace.work(() => look(type, object));
      await pace.rest();
    }
  }, keeping);

  let version: string | undefined = from;
  await keepDoing(async () => {
    if (version === undefined) {
      await sleep(patienceSeconds * 1_000, undefined, { ref: false });
      if (signal.aborted) return;
      waiting.clear();
      version = await reread();
    }
    const since = version;
    version = undefined;
    await watchKind(client, path, since, {
      signal,
      changed: object => waiting.set(keyOf(object), object),
      gone: object => {
        waiting.delete(keyOf(object));
        ledger.delete(type, metadataText(object, 'namespace'), metadataText(object, 'name'));
      },
    });
  }, keeping);
  await looking;
}
