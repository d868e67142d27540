import type { Cluster } from '../../testbed/cluster/cluster.ts';
import { runWebhook, untilReady } from '../../testbed/webhook/run-webhook.ts';
import { untilItJudges, type Peer } from './peer.ts';

/** Runs this project's webhook, which judges by all of its rules. @throws TestbedError */
export async function startFleetWebhook(cluster: Cluster): Promise<Peer> {
  const { authority } = cluster;
  const identity = { cluster, fleet: 'acme', owner: 'payments' };
  const { url, pid } = await runWebhook(cluster, { ...identity, authority, drainSeconds: 0 });
  await untilReady(url, authority.certificate);
  const peer = { name: 'kubectl fleet', url: `${url}/validate`, authority: authority.certificate, pid };
  await untilItJudges(peer, cluster);
  return peer;
}
