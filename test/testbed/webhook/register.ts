import type { Cluster } from '../cluster/cluster.ts';
import { kubectl } from '../cluster/kubectl.ts';
import { TestbedError } from '../errors/testbed-error.ts';
import { rendered } from './chart.ts';

/**
 * A webhook that runs outside of the cluster, and the PEM of the authority that signed its
 * certificate.
 */
export interface Address {
  readonly url: string;
  readonly authority: string;
}

/**
 * Tells an API server of a webhook outside of it, as the chart does; `webhooks` are more of that
 * value of the chart, and `settings` are its settings.
 * @throws TestbedError REQUEST_FAILED
 */
export async function register(
  cluster: Pick<Cluster, 'kubeconfig' | 'name'>,
  { url, authority }: Address,
  webhooks: object = {},
  settings: object = {},
): Promise<void> {
  const objects = await rendered({
    part: 'registration',
    cluster: { name: cluster.name },
    webhooks: { ...webhooks, url },
    certificates: { mode: 'secret', caBundle: authority },
    settings,
  });
  // The rest gives rights to the account of a pod.
  const items = objects.filter(({ kind }) => kind.endsWith('WebhookConfiguration'));
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  const { exitCode, stderr } = await kubectl(cluster, ['apply', '-f', '-'], { input });
  if (exitCode !== 0) throw new TestbedError('REQUEST_FAILED', `kubectl apply: ${stderr}`);
}
