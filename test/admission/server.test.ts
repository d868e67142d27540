import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { runProgram } from '../../kubernetes/program/program.ts';
import { reviewOf } from '../../webhooks/app.fixture.ts';
import { createAuthority, issueCertificate } from '../testbed/certificates/certificates.ts';
import { kubeconfigOf } from '../testbed/cluster/kubeconfig.ts';
import { onFreePort } from '../testbed/cluster/ports.ts';
import { until } from '../testbed/errors/until.ts';
import { send } from '../testbed/cluster/send.ts';
import { launchWebhook, startWebhook } from './webhook-process.ts';

const program = join(import.meta.dirname, '../../dist/webhook.js');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-server-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

test('a configuration that is not one ends the process with its fault', async () => {
  const config = join(folder, 'config.yaml');
  await writeFile(config, 'listen: { host: 127.0.0.1, prt: 1 }\n');
  expect(await runProgram(process.execPath, [program, '--config', config])).toEqual({
    stdout: '',
    stderr:
      `kubectl fleet webhook: ${config}: the file must have required property 'certificate'; ` +
      "the file must have required property 'cluster'; listen must have required property 'port'; listen.prt is not known here\n",
    exitCode: 1,
  });
});

test('a cluster that does not answer keeps the webhook from being ready, not from being alive', async () => {
  const kubeconfig = join(folder, 'admin.kubeconfig');
  const authority = await createAuthority('nobody');
  const port = await onFreePort(free => Promise.resolve(free));
  const user = await issueCertificate(authority, { commonName: 'webhook' });
  await writeFile(kubeconfig, kubeconfigOf([{ name: 'eu-1', server: `https://127.0.0.1:${port}`, authority, user }]));
  const webhook = await launchWebhook({ name: 'eu-1', kubeconfig });
  const ca = webhook.authority;
  const reason = `connect ECONNREFUSED 127.0.0.1:${port}`;
  const reasons = ['nodes', 'namespaces', 'persistentvolumeclaims', 'discovery'].map(what => `${what}: ${reason}`);
  await until('every reason is known', async () => {
    const { body } = await send(`${webhook.url}/readyz`, { ca });
    return !body.includes('not read yet') || undefined;
  });
  expect(await send(`${webhook.url}/readyz`, { ca })).toMatchObject({ status: 503, body: `${reasons.join('\n')}\n` });
  expect(await send(`${webhook.url}/healthz`, { ca })).toMatchObject({ status: 200, body: 'ok\n' });
  expect(await send(`${webhook.url}/validate`, { ca, body: JSON.stringify(reviewOf()) })).toMatchObject({
    status: 503,
    body: `kubectl fleet: not ready: ${reasons.join(', ')}\n`,
  });
  await webhook.stop();
});

test('a renewed certificate is served without a restart', async () => {
  const webhook = await startWebhook(inject('fleet').eu1);
  const renewed = await webhook.renewCertificate();
  await until('the renewed certificate is served', async () => {
    const served = await servedCertificate(webhook.url, webhook.authority);
    return served === renewed || undefined;
  });
  await webhook.checkAlive();
  await webhook.stop();
});

async function servedCertificate(url: string, ca: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), ca }, () => {
      resolve(socket.getPeerX509Certificate()?.toString() ?? '');
      socket.destroy();
    }).on('error', reject);
  });
}
