import { expect, inject, test } from 'vitest';
import { loadEngine } from '../../policies/engine/engine.ts';
import { accessTo, writeKubeconfig } from '../e2e/kubeconfigs.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { startWebhook } from './webhook-process.ts';

const { us1 } = inject('fleet');

test('to list and watch what the policy says is all that the webhook has to be allowed', async () => {
  const engine = await loadEngine(new URL('../../dist/', import.meta.url));
  const reads = engine.reads().filter(({ by }) => by.includes('webhook'));
  const rules = reads.map(({ group, resource }) => ({
    apiGroups: [group],
    resources: [resource],
    verbs: ['list', 'watch'],
  }));
  const name = 'webhook-rights';
  const items = [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace: 'default' } },
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name }, rules },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
      subjects: [{ kind: 'ServiceAccount', name, namespace: 'default' }],
    },
  ];
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  expect(await kubectl(us1, ['apply', '-f', '-'], { input })).toMatchObject({ exitCode: 0 });
  const token = (await kubectl(us1, ['create', 'token', name])).stdout.trim();
  const { cluster } = await accessTo(us1.kubeconfig);
  const webhook = await startWebhook({
    name: 'us-1',
    kubeconfig: await writeKubeconfig({ us: { cluster, user: { token } } }),
  });
  await webhook.stop();
});
