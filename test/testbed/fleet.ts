import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findBinaries } from '../../tools/binaries/find.ts';
import { kubectl, virtualKubelet } from '../../tools/binaries/tools.ts';
import type { Cluster } from './cluster/cluster.ts';
import { kubeconfigOf } from './cluster/kubeconfig.ts';
import { startCluster, toolsOf, type ClusterOptions } from './cluster/start.ts';
import { installKinds } from './kinds/install.ts';
import { addNode } from './nodes/plain-node.ts';
import { startVirtualNode } from './nodes/virtual-node.ts';

/**
 * A hub with the kinds of Karmada and Argo CD; a spoke eu-1 with a virtual node `burst` and a
 * machine eu-1-a; an older spoke us-1 with the machines us-1-a and us-1-b.
 */
export interface Fleet {
  readonly hub: Cluster;
  readonly eu1: Cluster;
  readonly us1: Cluster;
  /** Path of a kubeconfig with a context for each cluster, hub first. Goes with the hub. */
  readonly kubeconfig: string;
  readonly stop: Cluster['stop'];
}

/**
 * Starts the fleet, all clusters at once. What is missing is built before.
 * @throws TestbedError, after everything that was started has been stopped
 */
export async function startFleet(options: Pick<ClusterOptions, 'detached'> = {}): Promise<Fleet> {
  await findBinaries([...new Set([...toolsOf('1.37'), ...toolsOf('1.36'), kubectl, virtualKubelet])]);
  const started: Cluster[] = [];
  const start = async (
    wanted: ClusterOptions,
    ...complete: ((cluster: Cluster) => Promise<void>)[]
  ): Promise<Cluster> => {
    const cluster = await startCluster({ ...wanted, ...options });
    started.push(cluster);
    await Promise.all(complete.map(part => part(cluster)));
    return cluster;
  };
  const stop: Cluster['stop'] = async how => {
    await Promise.all(started.map(cluster => cluster.stop(how)));
  };
  const starting = [
    start({ name: 'hub' }, hub => installKinds(hub, ['karmada', 'argocd'])),
    start(
      { name: 'eu-1' },
      eu1 => startVirtualNode(eu1, { name: 'burst' }),
      eu1 => addNode(eu1, { name: 'eu-1-a' }),
    ),
    start(
      { name: 'us-1', version: '1.36' },
      us1 => addNode(us1, { name: 'us-1-a' }),
      us1 => addNode(us1, { name: 'us-1-b' }),
    ),
  ] as const;
  try {
    const [hub, eu1, us1] = await Promise.all(starting);
    const kubeconfig = join(hub.folder, 'fleet.kubeconfig');
    const accesses = [hub, eu1, us1].map(cluster => ({ ...cluster, user: cluster.adminCertificate }));
    await writeFile(kubeconfig, kubeconfigOf(accesses), { mode: 0o600 });
    return { hub, eu1, us1, kubeconfig, stop };
  } catch (error) {
    // Clusters that still start have to be stopped as well.
    await Promise.allSettled(starting);
    await stop();
    throw error;
  }
}
