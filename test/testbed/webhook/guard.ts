import type { Cluster } from '../cluster/cluster.ts';
import { register } from './register.ts';
import { runWebhook, untilReady } from './run-webhook.ts';

/**
 * Gives a cluster a webhook of its own, which ends with it: runs it, waits until it is ready and
 * registers it by URL.
 * @throws TestbedError PROCESS_DIED, NOT_READY, REQUEST_FAILED
 */
export async function guard(cluster: Cluster, identity: { fleet: string; owner: string }): Promise<void> {
  const { authority } = cluster;
  const { url } = await runWebhook(cluster, { cluster, ...identity, authority, drainSeconds: 0 });
  await untilReady(url, authority.certificate);
  await register(cluster, { url, authority: authority.certificate });
}
