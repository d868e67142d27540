import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCluster } from '../testbed/cluster/start.ts';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { writeImage } from '../testbed/image/image.ts';
import { webhookImage } from '../testbed/image/webhook.ts';
import { startNetwork } from '../testbed/network/network.ts';
import { startRealNode, type RealNode } from '../testbed/nodes/real-node.ts';

/** A cluster with two real nodes, which have the webhook's image. */
export interface Site {
  readonly cluster: Cluster;
  readonly nodes: readonly RealNode[];
  readonly stop: () => Promise<void>;
}

/** Starts it all. @throws TestbedError, after everything that was started has been stopped */
export async function startSite(): Promise<Site> {
  const started: (() => Promise<void>)[] = [];
  const stop: Site['stop'] = async () => {
    await Promise.all(started.map(end => end()));
  };
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-site-'));
  started.push(() => rm(folder, { recursive: true }));
  try {
    const image = join(folder, 'webhook.tar');
    const network = await startNetwork();
    started.push(network.stop);
    const [cluster] = await Promise.all([
      startCluster({ name: 'real', network }),
      writeImage(await webhookImage(), image),
    ]);
    started.push(cluster.stop);
    const nodes = await Promise.all(
      [1, 2].map(async number => {
        const node = await startRealNode(cluster, network, { name: `node-${number}`, number, images: [image] });
        started.push(node.stop);
        return node;
      }),
    );
    return { cluster, nodes, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
