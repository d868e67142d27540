import { expect } from 'vitest';
import type { ProgramAnswer } from '../../kubernetes/program/program.ts';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { startCluster } from '../testbed/cluster/start.ts';
import { until } from '../testbed/errors/until.ts';
import { installKinds } from '../testbed/kinds/install.ts';
import { signalUnlessGone } from '../testbed/supervisor/group.ts';
import { send } from '../testbed/cluster/send.ts';
import { startWebhook, type WebhookProcess } from './webhook-process.ts';

/** A cluster of its own, in which webhooks audit the existing objects. */
export interface AuditedCluster {
  run: (...words: string[]) => Promise<ProgramAnswer>;
  apply: (...items: object[]) => Promise<void>;
  start: (audit?: object) => Promise<WebhookProcess>;
  cluster: Cluster;
  /**
   * Waits until the reports, each as NAMESPACE FAIL WARN SKIP, are these. `kind` is for a kind
   * other than that of openreports.io.
   */
  untilReports: (wanted: readonly string[], kind?: string) => Promise<void>;
  /** Ends all webhooks, so that each releases what it holds. */
  endWebhooks: () => Promise<void>;
}

/**
 * Starts a cluster with the namespaces `shop`, `many` and `calm`. Each has 30 good Deployments, and
 * the first two have 132 bad StatefulSets.
 */
export async function startAuditedCluster(): Promise<AuditedCluster> {
  const cluster = await startCluster({ name: 'audited' });
  const webhooks: WebhookProcess[] = [];
  const run = (...words: string[]): Promise<ProgramAnswer> => kubectl(cluster, words);
  const apply = async (...items: object[]): Promise<void> => {
    const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
    expect(await kubectl(cluster, ['apply', '-f', '-'], { input })).toMatchObject({ exitCode: 0, stderr: '' });
  };
  const reports = async (kind: string): Promise<string[]> => {
    const columns = 'NS:.metadata.namespace,FAIL:.summary.fail,WARN:.summary.warn,SKIP:.summary.skip';
    const { stdout } = await run('get', kind, '-A', '--no-headers', '-o', `custom-columns=${columns}`);
    return stdout
      .trim()
      .split('\n')
      .map(line => line.replaceAll(/ +/g, ' '));
  };
  await installKinds(cluster, ['kubectl-fleet']);
  await apply(
    { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name: 'audit', namespace: 'default' } },
    registration,
    ...namespaces.map(name => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, annotations } })),
    ...namespaces.flatMap(namespace => Array.from({ length: 30 }, (_, index) => deployment(namespace, `web-${index}`))),
    ...Array.from({ length: 130 }, (_, index) => statefulSet('many', `db-${index}`)),
    statefulSet('shop', 'orders'),
    statefulSet('shop', 'ledger'),
    exemption,
  );
  return {
    cluster,
    run,
    apply,
    start: async audit => {
      const options = { lease: 'audit', ownedBy: 'fleet-webhook', ...audit };
      const webhook = await startWebhook(cluster, 0, { namespace: 'default', audit: options });
      webhooks.push(webhook);
      return webhook;
    },
    untilReports: async (wanted, kind = 'reports') => {
      await until(`the reports are ${wanted.join(', ')}`, async () => {
        const found = await reports(kind);
        return found.join() === wanted.join() || undefined;
      });
    },
    endWebhooks: async () => {
      for (const webhook of webhooks.splice(0)) {
        signalUnlessGone(webhook.pid, 'SIGTERM');
        await until('the webhook has ended', () => Promise.resolve(isGone(webhook.pid) || undefined));
        await webhook.stop();
      }
    },
  };
}

function isGone(pid: number): boolean {
  try {
    return !process.kill(pid, 0);
  } catch {
    return true;
  }
}

/** Waits until a webhook has audited all objects. */
export async function untilScanned(webhook: WebhookProcess): Promise<void> {
  await until('the scan has ended', async () => {
    const objects = await metricOf(webhook, 'kubectl_fleet_audit_objects');
    return objects !== '0' || undefined;
  });
}

/** Returns the value of a metric, which is named with its labels. */
export async function metricOf({ url, authority }: WebhookProcess, name: string): Promise<string | undefined> {
  const { body } = await send(`${url}/metrics`, { ca: authority });
  const line = body.split('\n').find(text => text.startsWith(`${name} `));
  return line?.slice(name.length + 1);
}

const namespaces = ['shop', 'many', 'calm'];
/** Annotations that the webhook would add otherwise. */
const annotations = {
  'kubectl-fleet.io/cluster': 'audited',
  'kubectl-fleet.io/fleet': 'acme',
  'kubectl-fleet.io/owned-by': 'payments',
};
const template = { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'a', image: 'a:1' }] } };
const spec = { replicas: 0, selector: { matchLabels: { app: 'a' } }, template };

export function deployment(namespace: string, name: string, metadata: object = { annotations }): object {
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace, ...metadata }, spec };
}

/** A StatefulSet that a federation placed, which the rules refuse. */
export function statefulSet(namespace: string, name: string): object {
  const placed = { ...annotations, 'kubectl-fleet.io/managed-by': 'karmada' };
  const metadata = { name, namespace, annotations: placed, labels: { 'karmada.io/managed': 'true' } };
  return { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata, spec: { ...spec, serviceName: 'db' } };
}

/** Refers to StatefulSet shop/ledger. */
export const exemption = {
  apiVersion: 'kubectl-fleet.io/v1alpha1',
  kind: 'FleetExemption',
  metadata: { name: 'ledger' },
  spec: {
    rules: ['no-federated-stateful'],
    objects: { namespaces: ['shop'], names: ['ledger'] },
    owner: 'payments',
    reason: 'moves in January',
    ticket: 'PAY-7',
    expiresAt: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10),
  },
};

const registration = {
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingWebhookConfiguration',
  metadata: { name: 'fleet-webhook' },
  webhooks: [],
};
