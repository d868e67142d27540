import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuthority, issueCertificate, type Authority } from '../testbed/certificates/certificates.ts';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { until } from '../testbed/cluster/until.ts';
import { supervise } from '../testbed/supervisor/supervise.ts';
import { send } from './send.ts';

const server = join(import.meta.dirname, '../../webhooks/server.ts');

/** A webhook that runs as a process of its own, from a configuration file. */
export interface WebhookProcess {
  readonly url: string;
  /** PEM of the authority that its certificate is from. */
  readonly authority: string;
  /** Gives it another certificate of the same authority in the place of the one it has, and answers its text. */
  readonly renewCertificate: () => Promise<string>;
  readonly pid: number;
  readonly log: () => Promise<string>;
  /** @throws TestbedError PROCESS_DIED when it has ended by itself */
  readonly checkAlive: () => Promise<void>;
  /** Ends the process without a chance to do anything. */
  readonly kill: () => Promise<void>;
  /** Ends what still runs and removes its folder. */
  readonly stop: () => Promise<void>;
}

type GuardedCluster = Pick<Cluster, 'name' | 'kubeconfig'>;

/** Starts a webhook for a cluster of the fleet `acme` that `payments` owns, and waits until it listens. */
export async function launchWebhook(cluster: GuardedCluster, drainSeconds = 0): Promise<WebhookProcess> {
  const folder = join(tmpdir(), `kubectl-fleet-webhook-${randomBytes(4).toString('hex')}`);
  const supervisor = await supervise(folder, { detached: false });
  const authority = createAuthority('webhook-ca');
  await putCertificate(folder, authority);
  const config = {
    listen: { host: '127.0.0.1', port: 0 },
    certificate: { cert: 'tls.crt', key: 'tls.key' },
    cluster: { name: cluster.name, fleet: 'acme', owner: 'payments' },
    kubeconfig: cluster.kubeconfig,
    drainSeconds,
  };
  await writeFile(join(folder, 'config.json'), JSON.stringify(config));
  const running = await supervisor.run({
    name: 'webhook',
    command: process.execPath,
    arguments: [server, '--config', join(folder, 'config.json')],
  });
  const log = (): Promise<string> => readFile(running.log, 'utf8');
  const url = await until('the webhook listens', async () => {
    await supervisor.checkAlive();
    return /Server listening at (https:[^"]*)/.exec(await log())?.[1];
  });
  return {
    url,
    authority: authority.certificate,
    renewCertificate: () => putCertificate(folder, authority),
    pid: running.pid,
    log,
    checkAlive: supervisor.checkAlive,
    kill: running.end,
    stop: () => supervisor.stop(false),
  };
}

/** Starts a webhook as launchWebhook does, and waits until it is ready. */
export async function startWebhook(cluster: GuardedCluster, drainSeconds = 0): Promise<WebhookProcess> {
  const webhook = await launchWebhook(cluster, drainSeconds);
  await until('the webhook is ready', async () => {
    const { status } = await send(`${webhook.url}/readyz`, { ca: webhook.authority });
    return status === 200 || undefined;
  });
  return webhook;
}

async function putCertificate(folder: string, authority: Authority): Promise<string> {
  const { certificate, key } = issueCertificate(authority, { commonName: 'webhook', hosts: ['127.0.0.1'] });
  await Promise.all([writeFile(join(folder, 'tls.crt'), certificate), writeFile(join(folder, 'tls.key'), key)]);
  return certificate;
}
