import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuthority } from '../testbed/certificates/certificates.ts';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { supervise } from '../testbed/supervisor/supervise.ts';
import { runWebhook, untilReady, type RunningWebhook, type WebhookOptions } from '../testbed/webhook/run-webhook.ts';

/**
 * A webhook with a supervisor of its own, so that a test can end it without an effect on the shared
 * cluster.
 */
export interface WebhookProcess extends RunningWebhook {
  /** PEM of the authority that signed its certificate. */
  readonly authority: string;
  /** @throws TestbedError PROCESS_DIED when the process has ended by itself */
  readonly checkAlive: () => Promise<void>;
  /** Ends the running processes and removes the folder. */
  readonly stop: () => Promise<void>;
}

type GuardedCluster = Pick<Cluster, 'name' | 'kubeconfig'>;

/**
 * Starts a webhook for a cluster of the fleet `acme` that `payments` owns, and waits until it
 * listens.
 */
export async function launchWebhook(
  cluster: GuardedCluster,
  drainSeconds = 0,
  configuration: object = {},
  environment: Readonly<Record<string, string>> = {},
): Promise<WebhookProcess> {
  return launch({ cluster, drainSeconds, configuration, environment });
}

/** Starts a webhook as launchWebhook does, with the given start function. */
export async function launch(way: Omit<WebhookOptions, 'fleet' | 'owner' | 'authority'>): Promise<WebhookProcess> {
  const folder = join(tmpdir(), `kubectl-fleet-webhook-${randomBytes(4).toString('hex')}`);
  const supervisor = await supervise(folder, { detached: false });
  const authority = await createAuthority('webhook-ca');
  return {
    ...(await runWebhook({ folder, ...supervisor }, { ...way, fleet: 'acme', owner: 'payments', authority })),
    authority: authority.certificate,
    checkAlive: supervisor.checkAlive,
    stop: () => supervisor.stop(false),
  };
}

/** Starts a webhook as launchWebhook does, and waits until it is ready. */
export async function startWebhook(
  cluster: GuardedCluster,
  drainSeconds = 0,
  configuration: object = {},
  environment: Readonly<Record<string, string>> = {},
): Promise<WebhookProcess> {
  const webhook = await launchWebhook(cluster, drainSeconds, configuration, environment);
  await untilReady(webhook.url, webhook.authority);
  return webhook;
}
