import { setTimeout as sleep } from 'node:timers/promises';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { until } from '../testbed/errors/until.ts';

const Stored = Type.Object({
  metadata: Type.Object({
    generation: Type.Integer(),
    resourceVersion: Type.String(),
    annotations: Type.Record(Type.String(), Type.String()),
  }),
  spec: Type.Record(Type.String(), Type.Unknown()),
});

/**
 * An object as it is stored once nobody has written it for four seconds: two that undo each other's
 * work would never come to that.
 */
export async function settled(
  cluster: Pick<Cluster, 'kubeconfig'>,
  words: readonly string[],
  isMeant: (text: string) => boolean,
): Promise<Static<typeof Stored>> {
  let last = '';
  return until(`${words.join(' ')} is not written any more`, async () => {
    const { stdout } = await kubectl(cluster, ['get', ...words, '-o', 'json']);
    const object: unknown = stdout === '' ? undefined : JSON.parse(stdout);
    if (!Value.Check(Stored, object) || !isMeant(stdout)) return undefined;
    const { resourceVersion } = object.metadata;
    if (last === resourceVersion) return object;
    last = resourceVersion;
    await sleep(4_000);
    return undefined;
  });
}
