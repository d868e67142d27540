import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { issueCertificate, type Authority } from '../certificates/certificates.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { until } from '../errors/until.ts';
import { imageEnvironment } from '../image/dockerfile.ts';
import { send } from '../cluster/send.ts';

const program = join(import.meta.dirname, '../../../dist/webhook.js');

/** Parent of the webhook's process: a cluster, or a supervisor with a folder of its own. */
export type Host = Pick<Cluster, 'folder' | 'run' | 'checkAlive'>;

export interface WebhookOptions {
  /** The cluster that it guards; without a kubeconfig, that of the pod as which it is started. */
  readonly cluster: Pick<Cluster, 'name'> & Partial<Pick<Cluster, 'kubeconfig'>>;
  readonly fleet: string;
  readonly owner: string;
  /** Signs its certificate. */
  readonly authority: Authority;
  readonly drainSeconds: number;
  /** Further keys of its configuration. */
  readonly configuration?: object;
  readonly environment?: Readonly<Record<string, string>>;
  /** A program and its words that starts the webhook, in surroundings of its making. */
  readonly within?: readonly string[];
}

/** The built webhook, which runs as a process of its own from a configuration file. */
export interface RunningWebhook {
  /** https://127.0.0.1:PORT */
  readonly url: string;
  readonly pid: number;
  readonly log: () => Promise<string>;
  /** Puts another certificate where it looks for its own, and answers its text. */
  readonly renewCertificate: () => Promise<string>;
  /**
   * Writes its configuration anew, with these keys instead of those that it had beside the least.
   */
  readonly configure: (configuration: object) => Promise<void>;
  /** Ends the process without a chance to do anything. */
  readonly kill: () => Promise<void>;
}

/**
 * Runs the built webhook, with the environment of its image, and waits until it listens.
 * @throws TestbedError PROCESS_DIED, NOT_READY
 */
export async function runWebhook(host: Host, options: WebhookOptions): Promise<RunningWebhook> {
  const { cluster, fleet, owner, authority, drainSeconds, configuration = {}, environment = {}, within = [] } = options;
  const renewCertificate = async (): Promise<string> => {
    const pair = await issueCertificate(authority, { commonName: 'webhook', hosts: ['127.0.0.1'] });
    await writeFile(join(host.folder, 'webhook.crt'), pair.certificate);
    await writeFile(join(host.folder, 'webhook.key'), pair.key, { mode: 0o600 });
    return pair.certificate;
  };
  await renewCertificate();
  const config = join(host.folder, 'webhook.json');
  const least = {
    listen: { host: '127.0.0.1', port: 0 },
    certificate: { cert: 'webhook.crt', key: 'webhook.key' },
    cluster: { name: cluster.name, fleet, owner },
    kubeconfig: cluster.kubeconfig,
    drainSeconds,
  };
  const configure = async (more: object): Promise<void> => {
    await writeFile(`${config}.new`, JSON.stringify({ ...least, ...more }));
    await rename(`${config}.new`, config);
  };
  await configure(configuration);
  const [command, ...words] = [...within, process.execPath, program, '--config', config];
  const { pid, log, end } = await host.run({
    name: 'webhook',
    command,
    arguments: words,
    environment: { ...(await imageEnvironment()), ...environment },
  });
  const readLog = (): Promise<string> => readFile(log, 'utf8');
  const url = await until('the webhook listens', async () => {
    await host.checkAlive();
    return /Server listening at (https:[^"]*)/.exec(await readLog())?.[1];
  });
  return { url, pid, log: readLog, renewCertificate, configure, kill: end };
}

/** Waits until a webhook has read its cluster. @throws TestbedError NOT_READY */
export async function untilReady(url: string, ca: string): Promise<void> {
  await until(`the webhook at ${url} is ready`, async () => {
    const { status } = await send(`${url}/readyz`, { ca });
    return status === 200 || undefined;
  });
}
