import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, inject, onTestFinished, test } from 'vitest';
import { reviewOf } from '../../webhooks/app.fixture.ts';
import { accessTo, writeKubeconfig } from '../e2e/kubeconfigs.ts';
import { createAuthority, issueCertificate } from '../testbed/certificates/certificates.ts';
import { onFreePort } from '../testbed/cluster/ports.ts';
import { until } from '../testbed/errors/until.ts';
import { send, type Reply } from '../testbed/cluster/send.ts';
import { supervise } from '../testbed/supervisor/supervise.ts';
import { startWebhook } from './webhook-process.ts';

const { eu1 } = inject('fleet');
const program = join(import.meta.dirname, '../../dist/webhook.js');
const review = JSON.stringify(reviewOf({ namespace: 'default' }));

test('while its API server is away for a minute the webhook answers from what it knows, and says that it is', async () => {
  const { cluster, user } = await accessTo(eu1.kubeconfig);
  const link = await linkTo(Number(new URL(cluster.server).port));
  const kubeconfig = await writeKubeconfig({ eu: { cluster: { ...cluster, server: link.url }, user } });
  const webhook = await startWebhook({ name: 'eu-1', kubeconfig });
  onTestFinished(webhook.stop);
  const ask = async (path: string, body?: string): Promise<Reply> =>
    send(`${webhook.url}${path}`, { ca: webhook.authority, ...(body !== undefined && { body }) });

  link.cut();
  const statuses = new Set<number>();
  const ends = performance.now() + 60_000;
  while (performance.now() < ends) {
    statuses.add((await ask('/validate', review)).status).add((await ask('/readyz')).status);
    await sleep(1_000);
  }
  expect([...statuses]).toEqual([200]);
  expect(await webhook.log()).toMatch(/"level":40.*nodes: /);
  link.mend();
  expect((await ask('/validate', review)).status).toBe(200);
});

test('a clock that jumps ends the certificate, not the answers, and is taken for what it says', async () => {
  const folder = await temporaryFolder();
  const clock = join(folder, 'days');
  await writeFile(clock, '0');
  // The test sets the clock of the process: Date is its only source of the time of day.
  const preload = join(folder, 'clock.mjs');
  await writeFile(
    preload,
    `import { readFileSync } from 'node:fs';
const now = Date.now;
const shifted = () => now() + Number(readFileSync(${JSON.stringify(clock)}, 'utf8')) * 86_400_000;
globalThis.Date = class extends Date {
  constructor(...given) { super(...(given.length === 0 ? [shifted()] : given)); }
  static now() { return shifted(); }
};
`,
  );
  const { ask } = await run({ environment: { NODE_OPTIONS: `--import ${preload}` } });
  await until('it is ready', async () => ((await ask('/readyz')).status === 200 ? true : undefined));
  await writeFile(clock, '4000');
  const { status, body } = await ask('/readyz');
  expect([status, body]).toEqual([503, expect.stringMatching(/^certificate: expired at /)]);
  expect((await ask('/validate', review)).status).toBe(200);
  await writeFile(clock, '-1');
  expect((await ask('/readyz')).status).toBe(200);
  expect((await ask('/validate', review)).status).toBe(200);
});

test('a disk that is full takes the log away and nothing else', async () => {
  const { ask, checkAlive } = await run({ to: '/dev/full' });
  await until('it is ready', async () => ((await ask('/readyz')).status === 200 ? true : undefined));
  for (let count = 0; count < 20; count++) {
    const malformed = await ask('/validate', '{');
    expect(malformed.status).toBe(400);
    expect((await ask('/validate', review)).status).toBe(200);
  }
  await checkAlive();
});

interface Running {
  ask: (path: string, body?: string) => Promise<Reply>;
  checkAlive: () => Promise<void>;
}

/**
 * Starts the webhook as a process with another environment, or with another destination of its log.
 */
async function run({ to, environment }: { to?: string; environment?: Record<string, string> }): Promise<Running> {
  const folder = join(tmpdir(), `kubectl-fleet-environment-${randomBytes(4).toString('hex')}`);
  const supervisor = await supervise(folder, { detached: false });
  onTestFinished(() => supervisor.stop(false));
  const authority = await createAuthority('webhook-ca');
  const pair = await issueCertificate(authority, { commonName: 'webhook', hosts: ['127.0.0.1'] });
  await writeFile(join(folder, 'webhook.crt'), pair.certificate);
  await writeFile(join(folder, 'webhook.key'), pair.key);
  const config = join(folder, 'webhook.json');
  const url = await onFreePort(async port => {
    const configuration = {
      listen: { host: '127.0.0.1', port },
      certificate: { cert: 'webhook.crt', key: 'webhook.key' },
      cluster: { name: 'eu-1', fleet: 'acme', owner: 'payments' },
      kubeconfig: eu1.kubeconfig,
    };
    await writeFile(config, JSON.stringify(configuration));
    return Promise.resolve(`https://127.0.0.1:${port}`);
  });
  const words = `exec "$0" "$@"${to === undefined ? '' : ` > ${to} 2>&1`}`;
  await supervisor.run({
    name: 'webhook',
    command: '/bin/sh',
    arguments: ['-c', words, process.execPath, program, '--config', config],
    ...(environment !== undefined && { environment }),
  });
  const ask = async (path: string, body?: string): Promise<Reply> =>
    send(`${url}${path}`, { ca: authority.certificate, ...(body !== undefined && { body }) }).catch(() => ({
      status: 0,
      headers: {},
      body: '',
    }));
  return { ask, checkAlive: supervisor.checkAlive };
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-clock-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

/**
 * A link to a port of this machine. The test can cut it: open connections end, and new ones are
 * closed.
 */
async function linkTo(port: number): Promise<{ url: string; cut: () => void; mend: () => void }> {
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer(socket => {
    if (isCut) {
      socket.destroy();
      return;
    }
    const other = connect(port, '127.0.0.1');
    for (const end of [socket, other]) {
      sockets.add(end);
      end.on('error', () => undefined).on('close', () => sockets.delete(end));
    }
    socket.pipe(other).pipe(socket);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  return {
    url: `https://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    cut: () => {
      isCut = true;
      for (const socket of sockets) socket.destroy();
    },
    mend: () => {
      isCut = false;
    },
  };
}
