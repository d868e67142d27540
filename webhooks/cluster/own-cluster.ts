import { KubeConfig } from '@kubernetes/client-node';
import { WebhookError } from '../errors.ts';

/**
 * How to reach the cluster that is guarded: by a kubeconfig or, without one, as the pod's service account.
 * @throws WebhookError CONFIG_INVALID
 */
export function ownCluster(kubeconfig: string | undefined): KubeConfig {
  const kubeConfig = new KubeConfig();
  if (kubeconfig === undefined) kubeConfig.loadFromCluster();
  else kubeConfig.loadFromFile(kubeconfig);
  if (!URL.canParse(kubeConfig.getCurrentCluster()?.server ?? '')) {
    throw new WebhookError('CONFIG_INVALID', 'no cluster: not inside a pod, and no kubeconfig that names one');
  }
  return kubeConfig;
}
