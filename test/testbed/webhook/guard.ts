import type { Cluster } from '../cluster/cluster.ts';
import { kubectl } from '../cluster/kubectl.ts';
import { TestbedError } from '../errors.ts';
import { configurations } from './configurations.ts';
import { runWebhook, untilReady } from './run-webhook.ts';

/**
 * Gives a cluster a webhook of its own, which ends with it: runs it, waits until it is ready and registers it by URL.
 * @throws TestbedError PROCESS_DIED, NOT_READY, REQUEST_FAILED
 */
export async function guard(cluster: Cluster, identity: { fleet: string; owner: string }): Promise<void> {
  const { authority } = cluster;
  const { url } = await runWebhook(cluster, { cluster, ...identity, authority, drainSeconds: 0 });
  await untilReady(url, authority.certificate);
  const items = configurations(url, authority.certificate);
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  const { exitCode, stderr } = await kubectl(cluster, ['apply', '-f', '-'], { input });
  if (exitCode !== 0) throw new TestbedError('REQUEST_FAILED', `kubectl apply: ${stderr}`);
}
