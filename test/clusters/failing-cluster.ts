import { lookup } from 'node:dns';
import { createServer, type Server } from 'node:https';
import type { Server as TcpServer } from 'node:net';
import { onTestFinished } from 'vitest';
import { sharePlugins } from '../../kubernetes/credentials/shared-plugins.ts';
import { clustersOf } from '../../kubernetes/kubeconfig/cluster.ts';
import type { ClusterEntry, UserEntry } from '../../kubernetes/kubeconfig/schema.ts';
import { ask } from '../../plugins/fleet/fanout/ask.ts';
import { nextStep } from '../../plugins/fleet/fanout/next-step.ts';
import { createAuthority, issueCertificate, type Certificate } from '../testbed/certificates/certificates.ts';

/** The authority that the kubeconfig of these tests names, and a server certificate of it. */
export const authority = await createAuthority('ca');
export const trusted = await issueCertificate(authority, { commonName: 'server', hosts: ['127.0.0.1', 'localhost'] });

/** Returns the port of a server that closes at the end of the test. */
export async function portOf(server: Server | TcpServer): Promise<number> {
  onTestFinished(() => {
    server.close();
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

/** The answer that a server gives everybody. */
interface Answer {
  status?: number;
  body?: string;
  headers?: Readonly<Record<string, string>>;
  /** Options of TLS. */
  options?: object;
}

/** Starts a server with a certificate, and returns its port. */
export function answering(
  { certificate, key }: Certificate,
  { status = 200, body = '{}', headers = {}, options = {} }: Answer = {},
): Promise<number> {
  const server = createServer({ cert: certificate, key, ...options }, (_, response) => {
    response.writeHead(status, { connection: 'close', ...headers }).end(body);
  });
  return portOf(server);
}

/** The text that a user reads after the name of a cluster, and the next step below it. */
export interface Failure {
  message: string;
  step: string | undefined;
}

/** Asks a cluster, and returns why it fails. ADDRESS stands for that of the server. */
export async function failureOf(
  server: string,
  { cluster = {}, user = {}, timeout = 5000 }: { cluster?: ClusterEntry; user?: UserEntry; timeout?: number } = {},
): Promise<Failure | undefined> {
  const data = Buffer.from(authority.certificate).toString('base64');
  const kubeconfig = {
    files: [],
    hidden: [],
    readInPart: [],
    clusters: new Map([['eu', { server, 'certificate-authority-data': data, ...cluster }]]),
    users: new Map([['ann', user]]),
    contexts: new Map([['eu', { cluster: 'eu', user: 'ann' }]]),
  };
  const environment = {
    env: { PATH: process.env['PATH'] },
    workingDirectory: '/',
    stderr: () => undefined,
    terminal: { stdin: false },
  };
  const [answer] = await ask(clustersOf(kubeconfig, ['eu']), client => client.get('/version'), {
    timeout,
    parallel: 1,
    network: { userAgent: 'test', env: {}, callPlugin: sharePlugins(environment), lookup },
    interrupt: new AbortController().signal,
    progress: () => undefined,
  });
  if (answer === undefined) throw new Error('the cluster is lost');
  if (answer.ok) return undefined;
  return {
    message: answer.failure.message.replace(server, 'ADDRESS'),
    step: nextStep(answer.failure, answer.cluster),
  };
}
