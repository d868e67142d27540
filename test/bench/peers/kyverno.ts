import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findBinary } from '../../../tools/binaries/find.ts';
import { moduleFolder } from '../../../tools/binaries/module.ts';
import type { Cluster } from '../../testbed/cluster/cluster.ts';
import { kubectl } from '../../testbed/cluster/kubectl.ts';
import { onFreePort } from '../../testbed/cluster/ports.ts';
import { until } from '../../testbed/errors/until.ts';
import { apply, isKind, namespace, objectsIn, only } from './objects.ts';
import { untilItJudges, type Peer } from './peer.ts';
import { expression, message, statefulSets } from './rule.ts';
import { kyverno } from './tools.ts';

const name = 'Kyverno';
const own = 'kyverno';
const secrets = { ca: 'kyverno-svc.kyverno.svc.kyverno-tls-ca', pair: 'kyverno-svc.kyverno.svc.kyverno-tls-pair' };

/**
 * Runs Kyverno on one core, with one ValidatingPolicy in CEL: no StatefulSet that Karmada placed.
 * @throws TestbedError
 */
export async function startKyverno(cluster: Cluster): Promise<Peer> {
  const command = await findBinary(kyverno);
  await apply(cluster, await kindsOf(cluster.folder));
  await apply(cluster, [namespace(own), ...itself]);
  return onFreePort(async port => {
    const { pid } = await cluster.run({
      name: 'kyverno',
      command,
      arguments: [
        `--kubeconfig=${cluster.kubeconfig}`,
        `--serverIP=127.0.0.1:${port}`,
        '--webhookServerHost=127.0.0.1',
        `--webhookServerPort=${port}`,
        `--caSecretName=${secrets.ca}`,
        `--tlsSecretName=${secrets.pair}`,
        '--backgroundServiceAccountName=system:serviceaccount:kyverno:kyverno',
        '--reportsServiceAccountName=system:serviceaccount:kyverno:kyverno',
        '--admissionReports=false',
        '--controllerRuntimeMetricsAddress=0',
        '--disableMetrics',
        // On one busy core it would lose its lease while it starts.
        '--leaderElectionRetryPeriod=20s',
      ],
      environment: {
        GOMAXPROCS: '1',
        INIT_CONFIG: 'kyverno',
        METRICS_CONFIG: 'kyverno-metrics',
        KYVERNO_NAMESPACE: own,
        KYVERNO_POD_NAME: 'kyverno',
        KYVERNO_SERVICEACCOUNT_NAME: 'kyverno',
        KYVERNO_ROLE_NAME: 'kyverno',
        KYVERNO_SVC: 'kyverno-svc',
        KYVERNO_DEPLOYMENT: 'kyverno',
      },
    });
    await apply(cluster, [policy]);
    const authority = await until('Kyverno has made its authority', () => authorityOf(cluster));
    const url = `https://127.0.0.1:${port}/vpol/${policy.metadata.name}`;
    const peer = { name, url, authority, pid };
    await untilItJudges(peer, cluster);
    return peer;
  });
}

/** All kinds that come with it. */
async function kindsOf(cwd: string): Promise<object[]> {
  const folder = join(await moduleFolder(kyverno, { cwd, env: process.env }), 'config/crds');
  const files = await readdir(folder, { recursive: true });
  const manifests = files.filter(file => file.endsWith('.yaml')).map(file => readFile(join(folder, file), 'utf8'));
  return (await Promise.all(manifests)).flatMap(objectsIn).filter(isKind);
}

/** It signs its own certificate. */
async function authorityOf(cluster: Cluster): Promise<string | undefined> {
  await cluster.checkAlive();
  const path = 'jsonpath={.data.tls\\.crt}';
  const { stdout, exitCode } = await kubectl(cluster, ['get', 'secret', '-n', own, secrets.ca, '-o', path]);
  return exitCode === 0 && stdout !== '' ? Buffer.from(stdout, 'base64').toString() : undefined;
}

const named = (apiVersion: string, kind: string, name: string, rest: object = {}): object => ({
  apiVersion,
  kind,
  metadata: { name, namespace: own },
  ...rest,
});

/** The objects of its chart that it reads when it starts. */
const itself = [
  // It registers itself, and is asked about this namespace alone.
  named('v1', 'ConfigMap', 'kyverno', { data: { webhooks: JSON.stringify({ namespaceSelector: only(name) }) } }),
  named('v1', 'ConfigMap', 'kyverno-metrics'),
  named('v1', 'ServiceAccount', 'kyverno'),
  named('apps/v1', 'Deployment', 'kyverno', {
    spec: {
      replicas: 0,
      selector: { matchLabels: { app: 'kyverno' } },
      template: {
        metadata: { labels: { app: 'kyverno' } },
        spec: { containers: [{ name: 'kyverno', image: 'kyverno' }] },
      },
    },
  }),
];

const policy = {
  apiVersion: 'policies.kyverno.io/v1',
  kind: 'ValidatingPolicy',
  metadata: { name: 'no-federated-stateful' },
  spec: {
    validationActions: ['Deny'],
    matchConstraints: { resourceRules: [statefulSets] },
    validations: [{ expression, message }],
  },
};
