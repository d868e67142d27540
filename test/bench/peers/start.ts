import type { Cluster } from '../../testbed/cluster/cluster.ts';
import { startEmptyWebhook } from './empty.ts';
import { startFleetWebhook } from './fleet.ts';
import { startGatekeeper } from './gatekeeper.ts';
import { startKyverno } from './kyverno.ts';
import type { Peer } from './peer.ts';

export interface Peers {
  readonly empty: Peer;
  readonly fleet: Peer;
  readonly gatekeeper: Peer;
  readonly kyverno: Peer;
}

/**
 * Starts all that are measured, for one cluster. What is missing is built before.
 * @throws TestbedError
 */
export async function startPeers(cluster: Cluster): Promise<Peers> {
  return {
    empty: await startEmptyWebhook(cluster),
    fleet: await startFleetWebhook(cluster),
    gatekeeper: await startGatekeeper(cluster),
    kyverno: await startKyverno(cluster),
  };
}
