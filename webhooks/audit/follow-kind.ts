import { metadataText } from '../../kubernetes/objects/metadata-text.ts';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import type { ClusterClient } from '../cluster/client.ts';
import { keepDoing, sleep, type Keeping } from '../cluster/keep-doing.ts';
import type { ScannedKind } from './kinds.ts';
import type { Ledger } from './ledger.ts';
import type { Look } from './look.ts';
import type { Pace } from './pace.ts';
import { watchKind } from './watch-kind.ts';

interface Following {
  client: Pick<ClusterClient, 'lines'>;
  ledger: Pick<Ledger, 'delete'>;
  look: Look;
  pace: Pace;
  /** Looks at all objects of the kind and answers the version from which to watch them. */
  reread: () => Promise<string>;
}

/** So many milliseconds a watch that broke off is left alone before the list is read again. */
const patience = 5_000;

/** Looks again at each object of a kind that changes, until the signal is aborted: a second later, once for all changes of that second. */
export async function followKind(
  { client, ledger, look, pace, reread }: Following,
  { type, path }: ScannedKind,
  from: string,
  keeping: Keeping,
): Promise<void> {
  const { signal } = keeping;
  // One after the other, for an object that goes while it is looked at must not come back.
  const waiting = new Map<string, () => Promise<void> | undefined>();
  const put = (
    object: KubernetesObject,
    task: (namespace: string, name: string) => Promise<void> | undefined,
  ): void => {
    const namespace = metadataText(object, 'namespace');
    const name = metadataText(object, 'name');
    waiting.set(`${namespace}/${name}`, () => task(namespace, name));
  };

  const looking = keepDoing(async () => {
    for (const [key, task] of waiting) {
      waiting.delete(key);
      await pace.work(task);
      await pace.rest();
    }
  }, keeping);

  let version: string | undefined = from;
  await keepDoing(async () => {
    if (version === undefined) {
      await sleep(patience, signal);
      if (signal.aborted) return;
      waiting.clear();
      version = await reread();
    }
    const since = version;
    version = undefined;
    await watchKind(client, path, since, {
      signal,
      changed: object => {
        put(object, () => look(type, object));
      },
      gone: object => {
        put(object, (namespace, name) => {
          ledger.delete(type, namespace, name);
          return undefined;
        });
      },
    });
  }, keeping);
  await looking;
}
