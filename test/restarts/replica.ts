import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { issueCertificate } from '../testbed/certificates/certificates.ts';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { putKeyPair } from '../testbed/cluster/credentials.ts';
import { until } from '../testbed/errors/until.ts';
import { send, type Reply } from '../testbed/cluster/send.ts';

const program = join(import.meta.dirname, '../../dist/webhook.js');
export const service = { namespace: 'default', name: 'fleet-webhook', port: 8443 };
const host = `${service.name}.${service.namespace}.svc`;

/** One process of the webhook behind the Service, at an address of its own, as a pod has. */
export interface Replica {
  readonly address: string;
  readonly pid: number;
  readonly ask: (path: string) => Promise<Reply>;
  /** Waits until the process has ended by itself. */
  readonly ended: () => Promise<true>;
}

/** Starts a replica and waits until it is ready. @param number from 1 on, another one for each */
export async function startReplica(cluster: Cluster, number: number, drainSeconds: number): Promise<Replica> {
  const address = `10.10.1.${number}`;
  const name = `webhook-${number}`;
  const pair = await issueCertificate(cluster.authority, { commonName: name, hosts: [host] });
  const { certificate, key } = await putKeyPair(cluster.folder, name, pair);
  const config = join(cluster.folder, `${name}.json`);
  const settings = {
    listen: { host: address, port: service.port },
    certificate: { cert: certificate, key },
    cluster: { name: 'eu-1', fleet: 'acme', owner: 'payments' },
    kubeconfig: cluster.kubeconfig,
    drainSeconds,
  };
  await writeFile(config, JSON.stringify(settings));
  const { pid } = await cluster.run({ name, command: process.execPath, arguments: [program, '--config', config] });
  const ask = (path: string): Promise<Reply> =>
    send(`https://${address}:${service.port}${path}`, { ca: cluster.authority.certificate, servername: host });
  await until(`${name} is ready`, async () => {
    // It does not listen yet.
    const { status } = await ask('/readyz').catch(() => ({ status: 0 }));
    return status === 200 || undefined;
  });
  return { address, pid, ask, ended: () => until(`${name} has ended`, () => Promise.resolve(isGone(pid))) };
}

function isGone(pid: number): true | undefined {
  try {
    process.kill(pid, 0);
    return undefined;
  } catch {
    return true;
  }
}
