import { setTimeout } from 'node:timers/promises';
import { administrator, write, type ApiAccess } from '../testbed/cluster/api.ts';
import { send } from '../testbed/cluster/send.ts';

/** Objects of each kind that are there at a time. */
const kept = 50;

/**
 * Makes and deletes nodes, namespaces and workloads, some each second, until told: what is known of
 * the cluster is never the same for long.
 */
export async function churn(cluster: ApiAccess, isDone: () => boolean): Promise<void> {
  for (let number = 0; !isDone(); number++) {
    for (const { path, object } of objects) {
      await write(cluster, 'POST', path, object(`churn-${number}`));
      if (number >= kept) await remove(cluster, `${path}/churn-${number - kept}`);
    }
    await setTimeout(300);
  }
}

async function remove(cluster: ApiAccess, path: string): Promise<void> {
  await send(`${cluster.server}${path}`, { ...administrator(cluster), method: 'DELETE' });
}

const template = {
  metadata: { labels: { app: 'churn' } },
  spec: { containers: [{ name: 'churn', image: 'churn:1' }] },
};
const spec = { replicas: 0, selector: { matchLabels: { app: 'churn' } }, template };

const objects = [
  { path: '/api/v1/nodes', object: (name: string) => ({ apiVersion: 'v1', kind: 'Node', metadata: { name } }) },
  {
    path: '/api/v1/namespaces/default/persistentvolumeclaims',
    object: (name: string) => ({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    }),
  },
  {
    path: '/apis/apps/v1/namespaces/default/deployments',
    object: (name: string) => ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name }, spec }),
  },
  {
    path: '/api/v1/namespaces',
    object: (name: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }),
  },
];
