/**
 * A program for tests of what is left after it: starts a cluster, writes its folder, and waits to
 * be killed. With a folder to start it in, the cluster is detached and the program ends.
 *
 * usage: starter.ts [FOLDER]
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { startCluster } from './start.ts';

const folder = process.argv[2];
const cluster = await startCluster({ name: 'orphan', ...(folder === undefined ? {} : { detached: { folder } }) });
process.stdout.write(`${cluster.folder}\n`);
if (folder === undefined) await sleep(600_000);
