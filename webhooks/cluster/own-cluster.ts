import { WebhookError } from '../errors/webhook-error.ts';
import type { ApiServer } from '../../kubernetes/client/api-server.ts';
import { apiServerOf } from './kubeconfig.ts';
import { createClient, type Client } from '../../kubernetes/client/client.ts';
import { serviceAccount } from '../../kubernetes/client/service-account.ts';

/**
 * Returns a client of the cluster that the webhook guards: from a kubeconfig or, without one, with
 * the pod's service account.
 * @throws WebhookError CONFIG_INVALID
 */
export async function ownCluster(
  kubeconfig: string | undefined,
  environment: Readonly<Partial<Record<string, string>>>,
): Promise<Client> {
  const server = kubeconfig === undefined ? serviceAccount(environment) : await fromFile(kubeconfig);
  if (server === undefined || !URL.canParse(server.url)) {
    throw new WebhookError('CONFIG_INVALID', 'no cluster: not inside a pod, and no kubeconfig that names one');
  }
  return createClient(server, { userAgent: 'kubectl-fleet-webhook' });
}

/**
 * Loads the library only for a kubeconfig: it takes a tenth of the memory of this process, and pods
 * have no kubeconfig.
 */
async function fromFile(kubeconfig: string): Promise<ApiServer> {
  const { KubeConfig } = await import('@kubernetes/client-node');
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromFile(kubeconfig);
  return apiServerOf(kubeConfig);
}
