/**
 * The real Karmada. Its programs and definitions are looked for in the folder that KARMADA_ASSETS
 * names, because no package registry has them:
 *
 *   karmada-aggregated-apiserver, karmada-controller-manager, karmada-scheduler, karmada-webhook,
 * karmada-karmadactl    of version 1.18
 *   crds/                         charts/karmada/_crds/bases of its source
 *   webhook-configuration.yaml    artifacts/deploy/webhook-configuration.yaml of its source
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from '../../../../kubernetes/program/program.ts';
import { issueCertificate } from '../../certificates/certificates.ts';
import { ask } from '../../cluster/api.ts';
import { applyFolder, applyObjects, applyText } from '../../cluster/apply.ts';
import type { Cluster } from '../../cluster/cluster.ts';
import { putKeyPair } from '../../cluster/credentials.ts';
import { kubectl } from '../../cluster/kubectl.ts';
import { startCluster } from '../../cluster/start.ts';
import { until } from '../../errors/until.ts';
import { TestbedError } from '../../errors/testbed-error.ts';
import type { Network } from '../../network/network.ts';
import { aggregatedPort, registrations, trial } from './registrations.ts';

export const karmadaFiles = [
  ...['aggregated-apiserver', 'controller-manager', 'scheduler', 'webhook', 'karmadactl'].map(
    name => `karmada-${name}`,
  ),
  ...['crds', 'webhook-configuration.yaml'],
];

export interface Karmada {
  /** Its control plane, which has templates, policies and Works. */
  readonly cluster: Cluster;
  /** Makes a cluster a member to which it pushes, under its own name. */
  readonly join: (member: Cluster) => Promise<void>;
}

/**
 * Starts Karmada in a network of its own: its API is served by two processes of which one calls the
 * other, and no loopback address is let for that.
 * @throws TestbedError
 */
export async function startKarmada(network: Network, assets: string): Promise<Karmada> {
  const cluster = await startCluster({ name: 'karmada', network, ...more });
  const karmada = { cluster, assets, network };
  try {
    await applyFolder(cluster, join(assets, 'crds'));
    await applyObjects(cluster, registrations);
    await runAggregatedApiserver(karmada);
    await runWebhook(karmada);
    await run(karmada, 'controller-manager', [
      '--cluster-status-update-frequency=2s',
      '--metrics-bind-address=0',
      anyHealthPort,
    ]);
    await run(karmada, 'scheduler', ['--metrics-bind-address=0', anyHealthPort]);
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  return { cluster, join: member => joinMember(karmada, member) };
}

interface Site {
  readonly cluster: Cluster;
  readonly assets: string;
  readonly network: Network;
}

/**
 * Parts that it takes of a kube-apiserver and its controllers: templates are stored, and nothing is
 * made of them here.
 */
const more = {
  apiserverArguments: ['--disable-admission-plugins=StorageObjectInUseProtection,ServiceAccount'],
  controllerManagerArguments: [
    '--controllers=namespace-controller,garbage-collector-controller,serviceaccount-controller,serviceaccount-token-controller,clusterrole-aggregation-controller',
  ],
};
const webhookPort = 8460;
const anyHealthPort = '--health-probe-bind-address=127.0.0.1:0';

async function runAggregatedApiserver({ cluster, assets, network }: Site): Promise<void> {
  const access = ['', 'authentication-', 'authorization-'].map(of => `--${of}kubeconfig=${cluster.kubeconfig}`);
  const authority = join(cluster.folder, 'pki/ca.crt');
  const name = 'karmada-aggregated-apiserver';
  await cluster.run(
    network.inside({
      name,
      command: join(assets, name),
      arguments: [
        ...access,
        '--etcd-servers=unix://etcd.sock',
        ...['--bind-address=0.0.0.0', `--secure-port=${aggregatedPort}`, '--cert-dir=aggregated'],
        ...[`--client-ca-file=${authority}`, `--requestheader-client-ca-file=${authority}`],
      ],
    }),
  );
  await until('the API of clusters is served', async () => {
    await cluster.checkAlive();
    return (await ask(cluster, '/apis/cluster.karmada.io/v1alpha1/clusters')).status === 200 || undefined;
  });
}

/** Without its own webhook a template gets no permanent id, and nothing is scheduled. */
async function runWebhook({ cluster, assets, network }: Site): Promise<void> {
  const name = 'karmada-webhook';
  const pair = await issueCertificate(cluster.authority, { commonName: name, hosts: ['127.0.0.1'] });
  await putKeyPair(cluster.folder, name, pair);
  await cluster.run(
    network.inside({
      name,
      command: join(assets, name),
      arguments: [
        ...[`--kubeconfig=${cluster.kubeconfig}`, '--bind-address=127.0.0.1', `--secure-port=${webhookPort}`],
        ...['--cert-dir=pki', `--tls-cert-file-name=${name}.crt`, `--tls-private-key-file-name=${name}.key`],
        ...['--metrics-bind-address=0', anyHealthPort],
      ],
    }),
  );
  const text = await readFile(join(assets, 'webhook-configuration.yaml'), 'utf8');
  const configuration = text
    .replaceAll('{{caBundle}}', Buffer.from(cluster.authority.certificate).toString('base64'))
    .replaceAll('karmada-webhook.karmada-system.svc:443', `127.0.0.1:${webhookPort}`);
  await applyText(cluster, configuration);
  await until("Karmada's webhook answers", async () => {
    await cluster.checkAlive();
    const answer = await kubectl(cluster, ['create', '--dry-run=server', '-f', '-'], { input: JSON.stringify(trial) });
    return answer.exitCode === 0 || undefined;
  });
}

async function run({ cluster, assets }: Site, program: string, words: readonly string[]): Promise<void> {
  const name = `karmada-${program}`;
  const common = [`--kubeconfig=${cluster.kubeconfig}`, '--leader-elect=false'];
  await cluster.run({ name, command: join(assets, name), arguments: [...common, ...words] });
}

async function joinMember({ cluster, assets }: Site, member: Cluster): Promise<void> {
  const access = ['--kubeconfig', cluster.kubeconfig, '--cluster-kubeconfig', member.kubeconfig];
  const { exitCode, stdout, stderr } = await runProgram(join(assets, 'karmada-karmadactl'), [
    'join',
    member.name,
    ...access,
  ]);
  if (exitCode !== 0) throw new TestbedError('REQUEST_FAILED', `karmadactl join: ${stdout}${stderr}`);
  await until(`${member.name} is a member`, async () => {
    await cluster.checkAlive();
    const { body } = await ask(cluster, `/apis/cluster.karmada.io/v1alpha1/clusters/${member.name}`);
    return body.includes('"type":"Ready","status":"True"') || undefined;
  });
}
