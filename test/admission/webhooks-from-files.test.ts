import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { ProgramAnswer } from '../../kubernetes/program/program.ts';
import { webhookFolders, type WebhookFolders } from '../testbed/cluster/admission-configuration.ts';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { startCluster } from '../testbed/cluster/start.ts';
import { until } from '../testbed/errors/until.ts';
import { rendered } from '../testbed/webhook/chart.ts';
import { openProxy } from './tcp-proxy.ts';
import { startWebhook, type WebhookProcess } from './webhook-process.ts';

let folder: string;
let folders: WebhookFolders;
let cluster: Cluster;
let webhook: WebhookProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-files-'));
  const admission = await webhookFolders(folder);
  folders = admission.folders;
  cluster = await startCluster({ name: 'files', apiserverArguments: admission.flags });
  webhook = await startWebhook(cluster);
  await put(webhook.url);
});
afterAll(async () => {
  await Promise.all([webhook.stop(), cluster.stop()]);
  await rm(folder, { recursive: true });
});

/**
 * Writes the chart's objects into the folders that kube-apiserver reads, under names that it takes.
 * Each file appears whole or not at all.
 */
async function put(url: string): Promise<void> {
  const objects = await rendered({
    part: 'registration',
    cluster: { name: 'files' },
    webhooks: { url },
    certificates: { mode: 'secret', caBundle: webhook.authority },
  });
  for (const { kind, metadata, ...content } of objects) {
    const [, of] = /^(Mutating|Validating)WebhookConfiguration$/.exec(kind) ?? [];
    if (of === undefined) continue;
    const named = { ...content, kind, metadata: { ...metadata, name: `${metadata.name}.static.k8s.io` } };
    const file = fileIn(of === 'Mutating' ? folders.mutating : folders.validating);
    await writeFile(`${file}.new`, JSON.stringify(named));
    await rename(`${file}.new`, file);
  }
}

function fileIn(path: string): string {
  return join(path, 'fleet-webhook.json');
}

const configurations = 'mutatingwebhookconfigurations,validatingwebhookconfigurations';
const run = async (...words: string[]): Promise<ProgramAnswer> => kubectl(cluster, words);

const spec = {
  selector: { matchLabels: { app: 'a' } },
  template: { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'a', image: 'none' }] } },
};
/** True when a user may create an object of this kind that a federation placed. */
const create = async (kind: string): Promise<ProgramAnswer> => {
  const metadata = { name: 'a', namespace: 'default', labels: { 'karmada.io/managed': 'true' } };
  const object = { apiVersion: 'apps/v1', kind, metadata, spec };
  return kubectl(cluster, ['create', '-f', '-', '--dry-run=server', '-o', 'yaml'], { input: JSON.stringify(object) });
};
const denied = 'admission webhook "validate.kubectl-fleet.io" denied the request: \nno-federated-stateful: ';

test('a kube-apiserver that finds the webhook in files asks it, and shows nobody a configuration', async () => {
  await until('the files are read', async () => (await create('StatefulSet')).exitCode !== 0 || undefined);
  expect((await create('StatefulSet')).stderr).toContain(denied);
  await until('the other file is read, too', async () => {
    const { stdout } = await create('Deployment');
    return stdout.includes('kubectl-fleet.io/owned-by: payments') || undefined;
  });
  expect(await run('get', configurations)).toEqual({ stdout: '', stderr: 'No resources found\n', exitCode: 0 });
});

test('nobody ends that through the API, or takes the names', async () => {
  expect(await run('delete', configurations, '--all')).toMatchObject({ stdout: 'No resources found\n', exitCode: 0 });
  const kind = 'ValidatingWebhookConfiguration';
  const taken = { apiVersion: 'admissionregistration.k8s.io/v1', kind, metadata: { name: 'mine.static.k8s.io' } };
  const { stderr } = await kubectl(cluster, ['create', '-f', '-'], { input: JSON.stringify(taken) });
  expect(stderr).toBe(
    `The ${kind} "mine.static.k8s.io" is invalid: metadata.name: Invalid value: "mine.static.k8s.io": ` +
      'names ending with ".static.k8s.io" are reserved for static manifest-based configurations and cannot be managed via the API\n',
  );
  expect((await create('StatefulSet')).stderr).toContain(denied);
});

test('a file with another address is taken up, and one that has gone ends it', async () => {
  const port = await openProxy();
  onTestFinished(port.close);
  await put(`https://127.0.0.1:${port.port}`);
  await until('nobody answers there', async () => {
    const { stderr } = await create('StatefulSet');
    return stderr.includes('failed calling webhook "validate.kubectl-fleet.io"') || undefined;
  });
  await rm(fileIn(folders.validating));
  await until('it is asked no more', async () => (await create('StatefulSet')).exitCode === 0 || undefined);
});
