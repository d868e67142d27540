import { writeFile } from 'node:fs/promises';
import { get } from 'node:https';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { stringify } from 'yaml';
import { issueCertificate } from '../certificates/certificates.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { putKeyPair } from '../cluster/credentials.ts';
import { kubectl } from '../cluster/kubectl.ts';
import { onFreePort } from '../cluster/ports.ts';
import { until } from '../cluster/until.ts';
import { TestbedError } from '../errors.ts';
import type { RunningProcess } from '../supervisor/supervise.ts';
import { configurations, type Registration } from './configurations.ts';

const webhook = join(import.meta.dirname, '../../../dist/webhook.js');

export interface Guard {
  /** https://127.0.0.1:PORT */
  readonly url: string;
  readonly process: RunningProcess;
}

export interface GuardOptions extends Registration {
  readonly fleet: string;
  readonly owner: string;
}

/**
 * Runs the built webhook as a process of the cluster, waits until it is ready and registers it by URL.
 * @throws TestbedError PROCESS_DIED, NOT_READY, REQUEST_FAILED
 */
export async function guard(cluster: Cluster, { fleet, owner, ...registration }: GuardOptions): Promise<Guard> {
  const { name, folder, kubeconfig, authority } = cluster;
  const pair = issueCertificate(authority, { commonName: 'kubectl-fleet-webhook', hosts: ['127.0.0.1'] });
  const certificate = await putKeyPair(folder, 'webhook', pair);
  return onFreePort(async port => {
    const config = join(folder, 'webhook.yaml');
    await writeFile(
      config,
      stringify({
        listen: { host: '127.0.0.1', port },
        certificate: { cert: certificate.certificate, key: certificate.key },
        cluster: { name, fleet, owner },
        kubeconfig,
        drainSeconds: 0,
      }),
    );
    const running = await cluster.run({
      name: 'webhook',
      command: process.execPath,
      arguments: [webhook, '--config', config],
    });
    const url = `https://127.0.0.1:${port}`;
    await until(`the webhook of ${name} is ready`, async () => {
      await cluster.checkAlive();
      return (await isReady(`${url}/readyz`, authority.certificate)) || undefined;
    });
    await apply(cluster, configurations(url, authority.certificate, registration));
    return { url, process: running };
  });
}

async function isReady(url: string, ca: string): Promise<boolean> {
  return new Promise(resolve => {
    get(url, { ca, agent: false }, response => {
      text(response).then(
        () => {
          resolve(response.statusCode === 200);
        },
        () => {
          resolve(false);
        },
      );
    }).on('error', () => {
      // Nothing listens yet.
      resolve(false);
    });
  });
}

async function apply(cluster: Cluster, objects: readonly object[]): Promise<void> {
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
  const { exitCode, stderr } = await kubectl(cluster, ['apply', '-f', '-'], { input });
  if (exitCode !== 0) throw new TestbedError('REQUEST_FAILED', `kubectl apply: ${stderr}`);
}
