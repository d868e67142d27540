import { Agent } from 'node:https';
import { administrator } from './api.ts';
import type { Cluster } from './cluster.ts';
import { send } from './send.ts';

const atATime = 16;

/**
 * Creates many objects as the cluster's administrator, some at a time.
 * @throws Error with what the server said
 */
export async function createMany(
  cluster: Cluster,
  objects: Iterable<{ readonly path: string; readonly object: object }>,
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: atATime, ...administrator(cluster) });
  const left = objects[Symbol.iterator]();
  const client = async (): Promise<void> => {
    for (let next = left.next(); !next.done; next = left.next()) {
      const { path, object } = next.value;
      const { status, body } = await send(`${cluster.server}${path}`, { agent, body: JSON.stringify(object) });
      if (status >= 300) throw new Error(`${path}: ${status} ${body}`);
    }
  };
  await Promise.all(Array.from({ length: atATime }, client));
  agent.destroy();
}
