import type { Cluster } from '../testbed/cluster/cluster.ts';
import { applyObjects } from '../testbed/cluster/apply.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { register, unregister, untilCalled, type Registration } from './registration.ts';
import { startWebhook, type WebhookProcess } from './webhook-process.ts';

/**
 * A namespace with a webhook of its own, which reviews everything and fails closed. The name is the
 * value of its label admission-test.
 */
export interface GuardedNamespace {
  readonly webhook: WebhookProcess;
  readonly registration: Registration;
  /** Removes the namespace and its webhook. */
  readonly remove: () => Promise<void>;
}

/**
 * Makes a namespace, starts its webhook and waits until kube-apiserver calls it. @throws
 * TestbedError
 */
export async function guardNamespace(
  cluster: Pick<Cluster, 'name' | 'kubeconfig'>,
  namespace: string,
): Promise<GuardedNamespace> {
  const webhook = await startWebhook(cluster);
  const registration = { cluster, label: namespace, url: webhook.url, authority: webhook.authority };
  const metadata = { name: namespace, labels: { 'admission-test': namespace } };
  await applyObjects(cluster, [{ apiVersion: 'v1', kind: 'Namespace', metadata }]);
  await register(registration, 'Fail');
  await untilCalled(registration, namespace);
  return {
    webhook,
    registration,
    remove: async () => {
      await unregister(registration);
      await kubectl(cluster, ['delete', 'namespace', namespace, '--wait=false']);
      await webhook.stop();
    },
  };
}
