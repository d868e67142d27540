import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { helm } from '../testbed/cluster/helm.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { startCluster } from '../testbed/cluster/start.ts';
import { until } from '../testbed/errors/until.ts';
import { chart, release } from '../testbed/webhook/chart.ts';

const { name, namespace } = release;
const configuration = `${name}.${namespace}`;

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster({ name: 'release' });
});
afterAll(() => cluster.stop());

async function run(program: typeof kubectl, ...words: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await program(cluster, words);
  if (exitCode !== 0) throw new Error(`${words.join(' ')}: ${stderr}`);
  return stdout;
}

const withHelm: typeof kubectl = (access, words) => helm([...words, '--namespace', namespace], access);

/** Fields that the chart leaves empty and the webhook fills in, as its own field manager. */
async function fillIn(): Promise<void> {
  const patch = (kind: string, object: string, content: object): Promise<string> => {
    const words = ['patch', kind, object, '-n', namespace, '--field-manager', 'kubectl-fleet-webhook'];
    return run(kubectl, ...words, '--type', Array.isArray(content) ? 'json' : 'merge', '-p', JSON.stringify(content));
  };
  await patch('secret', `${name}-ca`, { data: { 'ca.crt': 'QQ==', 'ca.key': 'Qg==' } });
  await patch('lease', `${name}-ca`, { spec: { holderIdentity: 'pod-a', leaseDurationSeconds: 15 } });
  const caBundle = [{ op: 'add', path: '/webhooks/0/clientConfig/caBundle', value: 'QQ==' }];
  await patch('mutatingwebhookconfiguration', configuration, caBundle);
  await patch('validatingwebhookconfiguration', configuration, caBundle);
}

/** Fields that the webhook has filled in, and the settings that it follows. */
async function filledIn(): Promise<string[]> {
  const read = (kind: string, object: string, path: string): Promise<string> =>
    run(kubectl, 'get', kind, object, '-n', namespace, '-o', `jsonpath=${path}`);
  const config = await read('configmap', name, '{.data.webhook\\.yaml}');
  const written = await Promise.all([
    read('secret', `${name}-ca`, '{.data}'),
    read('lease', `${name}-ca`, '{.spec.holderIdentity}'),
    read('mutatingwebhookconfiguration', configuration, '{.webhooks[0].clientConfig.caBundle}'),
    read('validatingwebhookconfiguration', configuration, '{.webhooks[0].clientConfig.caBundle}'),
    read('validatingwebhookconfiguration', configuration, '{.webhooks[0].timeoutSeconds}'),
    read('deployment', name, '{.spec.template.metadata.annotations.checksum/process}'),
  ]);
  return [...written, /exemptionDays: .*/.exec(config)?.[0] ?? ''];
}

/** Every object that there is, but for what a control plane writes all the time. */
async function everything(): Promise<string[]> {
  const kinds = (await run(kubectl, 'api-resources', '--verbs=list', '-o', 'name')).trim().split('\n');
  const lasting = kinds.filter(kind => !/^(events|leases|endpoints|componentstatuses)/.test(kind));
  const listed = await run(kubectl, 'get', [...lasting, 'leases'].join(','), '--all-namespaces', '-o', 'name');
  return [...new Set(listed.trim().split('\n'))].sort();
}

test.each(['true', 'false'])(
  'a release is installed, upgraded, rolled back and gone without a trace (server-side apply: %s)',
  async serverSide => {
    await run(kubectl, 'create', 'namespace', namespace);
    const before = await everything();
    const set = ['--set', 'cluster.name=eu-1'];
    await run(withHelm, 'install', name, chart, ...set, `--server-side=${serverSide}`);
    await fillIn();
    const written = ['{"ca.crt":"QQ==","ca.key":"Qg=="}', 'pod-a', 'QQ==', 'QQ=='];
    const installed = await filledIn();
    expect(installed).toEqual([...written, '3', expect.stringMatching(/^[0-9a-f]{64}$/), '']);
    const [, , , , , checksum] = installed;

    const changes = ['--set', 'webhooks.validate.timeoutSeconds=5', '--set', 'settings.exemptionDays=30'];
    await run(withHelm, 'upgrade', name, chart, ...set, ...changes);
    // The same checksum: the pods stay, as their process takes up new settings by itself.
    expect(await filledIn()).toEqual([...written, '5', checksum, 'exemptionDays: 30']);
    await run(withHelm, 'upgrade', name, chart, ...set, '--set', 'drainSeconds=20');
    expect((await filledIn())[5]).not.toBe(checksum);

    await run(withHelm, 'rollback', name, '1');
    expect(await filledIn()).toEqual(installed);
    await run(withHelm, 'uninstall', name, '--wait');
    // Pods end after their Deployment.
    const left = async () => (await everything()).filter(object => !before.includes(object));
    await until('nothing is left', async () => (await left()).length === 0 || undefined);
    await run(kubectl, 'delete', 'namespace', namespace, '--wait');
  },
);
