import { Agent } from 'node:https';
import { setTimeout } from 'node:timers/promises';
import { administrator, write } from '../testbed/cluster/api.ts';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { until } from '../testbed/errors/until.ts';
import { send } from '../testbed/cluster/send.ts';
import { service } from './replica.ts';

/** Results of the calls of all clients. */
export interface Tally {
  calls: number;
  failed: string[];
}

const objects = '/api/v1/namespaces/default/configmaps?dryRun=All';

/**
 * Has the API server ask the Service about every ConfigMap, by both webhooks, and refuse it when
 * there is no answer.
 */
export async function register(cluster: Cluster): Promise<void> {
  for (const [kind, path] of [
    ['Mutating', 'mutate'],
    ['Validating', 'validate'],
  ] as const) {
    const { namespace, name } = service;
    const rule = { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['configmaps'] };
    await write(cluster, 'POST', `/apis/admissionregistration.k8s.io/v1/${kind.toLowerCase()}webhookconfigurations`, {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: `${kind}WebhookConfiguration`,
      metadata: { name: 'kubectl-fleet' },
      webhooks: [
        {
          name: `${path}.kubectl-fleet.io`,
          clientConfig: {
            service: { namespace, name, path: `/${path}`, port: 443 },
            caBundle: Buffer.from(cluster.authority.certificate).toString('base64'),
          },
          rules: [rule],
          admissionReviewVersions: ['v1'],
          sideEffects: 'None',
          failurePolicy: 'Fail',
          timeoutSeconds: 10,
        },
      ],
    });
  }
  await until('the webhooks are called', async () => {
    const { body } = await send(`${cluster.server}${objects}`, { ...administrator(cluster), body: configMap });
    return body.includes('kubectl-fleet.io/cluster') || undefined;
  });
}

const configMap = JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'call-' } });

/**
 * Clients that create objects without leaving any, as kubectl does, each over a connection of its
 * own, until told.
 */
export async function callUntil(cluster: Cluster, clients: number, isDone: () => boolean): Promise<Tally> {
  const tally: Tally = { calls: 0, failed: [] };
  const client = async (): Promise<void> => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1, ...administrator(cluster) });
    while (!isDone()) {
      const { status, body } = await send(`${cluster.server}${objects}`, { agent, body: configMap });
      tally.calls++;
      if (status !== 201) tally.failed.push(`${status} ${body}`);
      await setTimeout(100);
    }
    agent.destroy();
  };
  await Promise.all(Array.from({ length: clients }, client));
  return tally;
}
