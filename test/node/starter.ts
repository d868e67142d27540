/**
 * A program for the test of what is left of a node: starts one, writes the folders of all that it
 * started, and waits to be killed.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { startCluster } from '../testbed/cluster/start.ts';
import { startNetwork } from '../testbed/network/network.ts';
import { startRealNode } from '../testbed/nodes/real-node.ts';

const network = await startNetwork();
const cluster = await startCluster({ name: 'orphan', network });
const node = await startRealNode(cluster, network, { name: 'orphan-1', number: 1, images: [] });
process.stdout.write(`${[network, cluster, node].map(({ folder }) => folder).join(' ')}\n`);
await sleep(600_000);
