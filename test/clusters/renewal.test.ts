import { lookup } from 'node:dns';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { afterEach, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { OpenClient } from '../../kubernetes/client/client.ts';
import { connect } from '../../kubernetes/client/connect.ts';
import { sharePlugins } from '../../kubernetes/credentials/shared-plugins.ts';
import { startDeadline } from '../../kubernetes/deadline/deadline.ts';
import type { ExecEntry } from '../../kubernetes/kubeconfig/schema.ts';
import { runProgram } from '../../kubernetes/program/program.ts';
import { findBinary } from '../../tools/binaries/find.ts';
import { kubectl } from '../../tools/binaries/tools.ts';
import {
  createAuthority,
  issueCertificate,
  type Authority,
  type Certificate,
} from '../testbed/certificates/certificates.ts';

/** Credentials of a plugin that end, or that a server refuses. */

let root: Authority;
let serving: Certificate;
let clients: Certificate[];
beforeAll(async () => {
  root = await createAuthority('root');
  serving = await issueCertificate(root, { commonName: 'server', hosts: ['127.0.0.1'] });
  clients = await Promise.all(['c-1', 'c-2'].map(commonName => issueCertificate(root, { commonName })));
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'renewal-'));
  await writeFile(join(folder, 'calls'), '');
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true });
});

const apiVersion = 'client.authentication.k8s.io/v1';

/** Returns a plugin whose answers have these fields, one after another; the last one again. */
async function plugin(...statuses: object[]): Promise<ExecEntry> {
  for (const [index, status] of [...statuses, statuses.at(-1)].entries()) {
    await writeFile(join(folder, `${index + 1}`), JSON.stringify({ apiVersion, kind: 'ExecCredential', status }));
  }
  const number = `n=$(wc -l < "${folder}/calls"); [ $n -gt ${statuses.length} ] && n=${statuses.length}`;
  const script = `echo called >> "${folder}/calls"; ${number}; cat "${folder}/$n"`;
  return { apiVersion, command: 'sh', args: ['-c', script], interactiveMode: 'Never' };
}
const calls = async () => (await readFile(join(folder, 'calls'), 'utf8')).split('\n').length - 1;

/**
 * Starts a server that answers 401 to all but one. It notes the token and the certificate of each.
 */
async function startServer(accepted: string): Promise<{ url: string; seen: string[] }> {
  const seen: string[] = [];
  const options = { cert: serving.certificate, key: serving.key, ca: root.certificate };
  const server = createServer({ ...options, requestCert: true, rejectUnauthorized: false }, (request, response) => {
    const shown = identityOf(request);
    seen.push(shown);
    response.writeHead(shown === accepted ? 200 : 401, { 'content-type': 'application/json' }).end('{"a":1}\n');
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return { url: `https://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`, seen };
}

function identityOf({ headers, socket }: IncomingMessage): string {
  const certificate = socket instanceof TLSSocket ? socket.getPeerX509Certificate()?.subject : undefined;
  return certificate ?? headers.authorization ?? 'nobody';
}

const trusted = (server: string) => ({
  server,
  'certificate-authority-data': Buffer.from(root.certificate).toString('base64'),
});

async function connectTo(url: string, exec: ExecEntry): Promise<OpenClient> {
  const env = { PATH: process.env['PATH'] };
  const callPlugin = sharePlugins({
    env,
    workingDirectory: folder,
    stderr: () => undefined,
    terminal: { stdin: false },
  });
  const deadline = startDeadline(0, new AbortController().signal);
  const connection = {
    server: new URL(url),
    cluster: trusted(url),
    user: { exec },
    names: { cluster: 'eu', user: 'ann' },
  };
  const client = await connect(connection, { userAgent: 'test', env: {}, callPlugin, lookup }, deadline);
  onTestFinished(() => {
    client.close();
  });
  return client;
}

test('many requests that are refused renew the credentials once, and are asked again', async () => {
  const { url, seen } = await startServer('Bearer second');
  const client = await connectTo(url, await plugin({ token: 'first' }, { token: 'second' }));
  const answers = await Promise.all(['/a', '/b', '/c'].map(path => client.get(path)));
  expect(answers).toEqual([{ a: 1 }, { a: 1 }, { a: 1 }]);
  expect(await calls()).toBe(2);
  await client.get('/d');
  expect(await calls()).toBe(2);
  expect(seen.at(-1)).toBe('Bearer second');
});

test('a stream is asked for again, too', async () => {
  const { url } = await startServer('Bearer second');
  const client = await connectTo(url, await plugin({ token: 'first' }, { token: 'second' }));
  const lines: unknown[] = [];
  for await (const line of client.lines('/watch', new AbortController().signal)) lines.push(line);
  expect(lines).toEqual([{ a: 1 }]);
});

test('a new certificate takes a new connection', async () => {
  const { url, seen } = await startServer('CN=c-2');
  const statuses = clients.map(({ certificate, key }) => ({ clientCertificateData: certificate, clientKeyData: key }));
  const client = await connectTo(url, await plugin(...statuses));
  expect(await client.get('/a')).toEqual({ a: 1 });
  expect(seen).toEqual(['CN=c-1', 'CN=c-2']);
});

test('a second refusal is the answer, and kubectl calls the plugin as often', async () => {
  const { url, seen } = await startServer('nobody else');
  const exec = await plugin({ token: 'first' }, { token: 'second' });
  const client = await connectTo(url, exec);
  await expect(client.get('/a')).rejects.toMatchObject({ reason: 'Unauthorized' });
  expect(seen).toEqual(['Bearer first', 'Bearer second']);
  const ours = await calls();
  const config = {
    clusters: [{ name: 'eu', cluster: trusted(url) }],
    users: [{ name: 'ann', user: { exec } }],
    contexts: [{ name: 'eu', context: { cluster: 'eu', user: 'ann' } }],
  };
  await writeFile(join(folder, 'config'), JSON.stringify(config));
  const words = ['--kubeconfig', join(folder, 'config'), '--context', 'eu', 'get', '--raw', '/a'];
  await runProgram(await findBinary(kubectl), words, { env: { PATH: process.env['PATH'], KUBERC: 'off' } });
  expect((await calls()) - ours).toBe(ours);
});

test('a plugin that fails after a refusal is the reason', async () => {
  const { url } = await startServer('nobody else');
  const client = await connectTo(url, await plugin({ token: 'first' }));
  await rm(join(folder, '1'));
  await expect(client.get('/a')).rejects.toMatchObject({ reason: 'PluginFailed' });
});

test('credentials are used until they expire', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString();
  const { url, seen } = await startServer('Bearer first');
  const exec = await plugin(
    { token: 'first', expirationTimestamp: hours(1) },
    { token: 'second', expirationTimestamp: hours(3) },
  );
  const client = await connectTo(url, exec);
  await client.get('/a');
  await client.get('/b');
  expect(await calls()).toBe(1);
  vi.setSystemTime(hours(2));
  await client.get('/c').catch(() => undefined);
  expect(seen.slice(0, 3)).toEqual(['Bearer first', 'Bearer first', 'Bearer second']);
});

test('clusters with one plugin renew it once', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const call = sharePlugins({
    env: { PATH: process.env['PATH'] },
    workingDirectory: folder,
    stderr: () => undefined,
    terminal: { stdin: false },
  });
  const end = new Date(Date.now() + 3_600_000).toISOString();
  const exec = await plugin({ token: 'first', expirationTimestamp: end }, { token: 'second' });
  const connection = (url: string) => ({
    server: new URL(url),
    cluster: {},
    user: { exec },
    names: { cluster: url, user: 'ann' },
  });
  const deadline = startDeadline(0, new AbortController().signal);
  const all = () => Promise.all(['https://a', 'https://b'].map(url => call(connection(url), exec, deadline)));
  expect((await all()).map(({ token }) => token)).toEqual(['first', 'first']);
  vi.setSystemTime(end);
  expect((await all()).map(({ token }) => token)).toEqual(['second', 'second']);
  expect(await calls()).toBe(2);
});
