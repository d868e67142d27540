import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { stringify } from 'yaml';
import { accessTo } from '../e2e/kubeconfigs.ts';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { administrator } from '../testbed/cluster/api.ts';
import { helm } from '../testbed/cluster/helm.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { onFreePort } from '../testbed/cluster/ports.ts';
import { startCluster } from '../testbed/cluster/start.ts';
import { until } from '../testbed/errors/until.ts';
import { send } from '../testbed/cluster/send.ts';
import { chart, release, rendered } from '../testbed/webhook/chart.ts';

/**
 * An API server of another cluster than that in which the webhook runs, as Karmada's: reached by
 * URL, from a pod that is played by a process.
 */

const { name, namespace } = release;
const program = join(import.meta.dirname, '../../dist/webhook.js');
const refused = join(import.meta.dirname, '../../examples/refused/federated-statefulset.yaml');
const ConfigMap = Type.Object({ data: Type.Object({ 'webhook.yaml': Type.String() }) });

let cluster: Cluster;
let registration: string[];
beforeAll(async () => {
  cluster = await startCluster({ name: 'guarded' });
  await run(kubectl, 'create', 'namespace', 'shop');
  await onFreePort(port =>
    onFreePort(async probesPort => {
      registration = ['--set', `part=registration,cluster.name=guarded,webhooks.url=https://127.0.0.1:${port}`];
      await run(withHelm, 'upgrade', '--install', name, chart, '--create-namespace', ...registration);
      await runServer(port, probesPort);
    }),
  );
});
afterAll(() => cluster.stop());

async function run(tool: typeof kubectl, ...words: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await tool(cluster, words);
  if (exitCode !== 0) throw new Error(`${words.join(' ')}: ${stderr}`);
  return stdout;
}

const withHelm: typeof kubectl = (access, words) => helm([...words, '--namespace', namespace], access);

/** The program of a pod of the other part, with the files that it would have. */
async function runServer(port: number, probesPort: number): Promise<void> {
  const values = {
    part: 'server',
    cluster: { name: 'guarded' },
    kubeconfig: { secretName: 'guarded' },
    webhooks: { url: `https://127.0.0.1:${port}` },
    host: '127.0.0.1',
    port,
    probesPort,
  };
  const map = (await rendered(values)).find(({ kind }) => kind === 'ConfigMap');
  if (!Value.Check(ConfigMap, map)) throw new Error('the chart makes no webhook.yaml');
  const folder = join(cluster.folder, 'pod');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'webhook.yaml'), map.data['webhook.yaml']);
  const token = (await run(kubectl, 'create', 'token', name, '--namespace', namespace)).trim();
  const { cluster: server } = await accessTo(cluster.kubeconfig);
  const kubeconfig = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'guarded',
    contexts: [{ name: 'guarded', context: { cluster: 'guarded', user: 'webhook' } }],
    clusters: [{ name: 'guarded', cluster: server }],
    users: [{ name: 'webhook', user: { token } }],
  };
  await writeFile(join(folder, 'kubeconfig'), stringify(kubeconfig), { mode: 0o600 });
  const words = [program, '--config', join(folder, 'webhook.yaml')];
  await cluster.run({ name: 'webhook', command: process.execPath, arguments: words });
  await until('the webhook is ready', async () => {
    await cluster.checkAlive();
    const answer = await fetch(`http://127.0.0.1:${probesPort}/readyz`).catch(() => undefined);
    return answer?.status === 200 || undefined;
  });
}

/** Returns the answer for an object that the rules refuse. */
async function refusal(): Promise<string> {
  const { body } = await send(`${cluster.server}/apis/apps/v1/namespaces/shop/statefulsets?dryRun=All`, {
    ...administrator(cluster),
    method: 'POST',
    headers: { 'content-type': 'application/yaml' },
    body: await readFile(refused, 'utf8'),
  });
  return body;
}

const words = 'no-federated-stateful: StatefulSet shop/orders-db was placed here by Karmada';

test('the webhook names its CA and refuses, with no other rights than those of the account that was made for it', async () => {
  await until('an object is refused', async () => (await refusal()).includes(words) || undefined);
  expect(JSON.parse(await refusal())).toMatchObject({ kind: 'Status', reason: 'Forbidden', code: 403 });
});

test('while the registration is upgraded and rolled back nothing passes that is refused', async () => {
  const changed = ['--set', 'webhooks.validate.timeoutSeconds=5,webhooks.mutate.timeoutSeconds=1'];
  const ended = new AbortController();
  const upgrade = async (): Promise<void> => {
    await run(withHelm, 'upgrade', name, chart, ...registration, ...changed);
    await run(withHelm, 'rollback', name, '1');
    ended.abort();
  };
  const create = async (): Promise<string[]> => {
    const answers: string[] = [];
    while (!ended.signal.aborted || answers.length < 200) answers.push(await refusal());
    return answers;
  };
  const [answers] = await Promise.all([create(), upgrade()]);
  expect(answers.filter(answer => !answer.includes(words))).toEqual([]);
});
