import { ask } from '../cluster/api.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { until } from '../errors/until.ts';

/**
 * Waits until a node is ready and the controllers have taken the taint from it that says it is not.
 * @throws TestbedError NOT_READY; PROCESS_DIED when one of the cluster's processes has ended
 */
export async function untilNodeReady(cluster: Cluster, name: string): Promise<void> {
  await until(`node ${name} of ${cluster.name} is ready`, async () => {
    await cluster.checkAlive();
    const { body } = await ask(cluster, `/api/v1/nodes/${name}`);
    const isReady = body.includes('"type":"Ready","status":"True"');
    return (isReady && !body.includes('node.kubernetes.io/not-ready')) || undefined;
  });
}
