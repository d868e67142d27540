import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, type WebhookProcess } from '../admission/webhook-process.ts';
import { administrator } from '../testbed/cluster/api.ts';
import { applyObjects } from '../testbed/cluster/apply.ts';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { TestbedError } from '../testbed/errors/testbed-error.ts';
import { send } from '../testbed/cluster/send.ts';
import { untilReady } from '../testbed/webhook/run-webhook.ts';

const account = { namespace: 'default', name: 'webhook' };

/** Puts a folder where pods find the files of their service account, for one program alone. */
const script =
  'mount -t tmpfs none /var/run/ && mkdir -p /var/run/secrets/kubernetes.io && ' +
  'ln -s "$0" /var/run/secrets/kubernetes.io/serviceaccount && exec "$@"';

/**
 * Starts a webhook that finds its cluster as in a pod, without a kubeconfig, and waits until it is
 * ready.
 */
export async function startInPod(cluster: Cluster, configuration: object = {}): Promise<WebhookProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-pod-'));
  await writeFile(join(folder, 'token'), await tokenOf(cluster));
  await writeFile(join(folder, 'ca.crt'), cluster.authority.certificate);
  const { hostname, port } = new URL(cluster.server);
  const webhook = await launch({
    cluster: { name: cluster.name },
    drainSeconds: 0,
    configuration,
    environment: { KUBERNETES_SERVICE_HOST: hostname, KUBERNETES_SERVICE_PORT: port },
    within: ['unshare', '--mount', '--map-root-user', 'sh', '-c', script, folder],
  });
  await untilReady(webhook.url, webhook.authority);
  const stop = async (): Promise<void> => {
    await webhook.stop();
    await rm(folder, { recursive: true });
  };
  return { ...webhook, stop };
}

/**
 * A token of a service account that may do everything: what the webhook may do is tested elsewhere.
 */
async function tokenOf(cluster: Cluster): Promise<string> {
  const { namespace, name } = account;
  await applyObjects(cluster, [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { namespace, name } },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ kind: 'ServiceAccount', namespace, name }],
    },
  ]);
  const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${name}/token`;
  const request = JSON.stringify({ apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} });
  const { body } = await send(`${cluster.server}${path}`, { ...administrator(cluster), body: request });
  const [, token] = /"token":\s*"([^"]+)"/.exec(body) ?? [];
  if (token === undefined) throw new TestbedError('REQUEST_FAILED', body);
  return token;
}
