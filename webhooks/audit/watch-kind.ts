import { setTimeout as sleep } from 'node:timers/promises';
import { Ajv } from 'ajv';
import { Type, type Static } from 'typebox';
import { KubernetesObject } from '../../kubernetes/objects/object.ts';
import type { ClusterClient } from '../cluster/client.ts';
import { WebhookError } from '../errors/webhook-error.ts';

const Event = Type.Object({
  type: Type.String(),
  object: Type.Intersect([
    KubernetesObject,
    Type.Object({ metadata: Type.Object({ resourceVersion: Type.Optional(Type.String()) }) }),
  ]),
});
const isEvent = new Ajv().compile<Static<typeof Event>>(Event);

/** What is done with an object that was made or changed, or that is gone. */
export interface Changes {
  changed: (object: KubernetesObject) => void;
  gone: (object: KubernetesObject) => void;
}

/**
 * Follows the objects of a kind from a version of their list on, until the signal is aborted.
 * @throws WebhookError where the server has forgotten the version, or does not answer any more: then the list has to be read again
 */
export async function watchKind(
  client: Pick<ClusterClient, 'lines'>,
  path: string,
  from: string,
  { signal, changed, gone }: Changes & { signal: AbortSignal },
): Promise<void> {
  let version = from;
  while (!signal.aborted) {
    const watch = { watch: 'true', allowWatchBookmarks: 'true', timeoutSeconds: '300', resourceVersion: version };
    const patience = AbortSignal.any([signal, AbortSignal.timeout(310_000)]);
    for await (const event of client.lines(`${path}?${new URLSearchParams(watch).toString()}`, patience)) {
      if (!isEvent(event) || event.type === 'ERROR') throw new WebhookError('LIST_EXPIRED', `${path}: watch ended`);
      if (event.type === 'DELETED') gone(event.object);
      else if (event.type !== 'BOOKMARK') changed(event.object);
      version = event.object.metadata.resourceVersion ?? version;
    }
    await sleep(100, undefined, { ref: false });
  }
}
