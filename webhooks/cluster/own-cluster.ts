import { WebhookError } from '../errors/webhook-error.ts';
import type { ApiServer } from './client.ts';
import { apiServerOf } from './kubeconfig.ts';
import { serviceAccount } from './service-account.ts';

/**
 * How to reach the cluster that is guarded: by a kubeconfig or, without one, as the pod's service account.
 * @throws WebhookError CONFIG_INVALID
 */
export async function ownCluster(
  kubeconfig: string | undefined,
  environment: Readonly<Partial<Record<string, string>>>,
): Promise<ApiServer> {
  const server = kubeconfig === undefined ? serviceAccount(environment) : await fromFile(kubeconfig);
  if (server === undefined || !URL.canParse(server.url)) {
    throw new WebhookError('CONFIG_INVALID', 'no cluster: not inside a pod, and no kubeconfig that names one');
  }
  return server;
}

/** What reads kubeconfigs takes a tenth of the memory of this process, and pods have none. */
async function fromFile(kubeconfig: string): Promise<ApiServer> {
  const { KubeConfig } = await import('@kubernetes/client-node');
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromFile(kubeconfig);
  return apiServerOf(kubeConfig);
}
