import { X509Certificate } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadEngine } from '../../policies/engine/engine.ts';
import type { ManagedCertificate } from '../../webhooks/certificates/managed.ts';
import { accessTo } from '../e2e/kubeconfigs.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { until } from '../testbed/cluster/until.ts';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { supervise } from '../testbed/supervisor/supervise.ts';
import { stringify } from 'yaml';
import { openProxy } from './tcp-proxy.ts';

type Timing = Pick<ManagedCertificate, 'authority' | 'leaf' | 'settleSeconds' | 'checkSeconds'>;

/** A webhook that makes its certificates itself, installed in a cluster as a chart does it. */
export interface Installation {
  readonly namespace: string;
  /** The objects that the chart makes, without any caBundle; they select namespaces with the label admission-test=NAMESPACE. */
  readonly manifest: string;
  /** Those of them that tell kube-apiserver of the webhook. */
  readonly configurations: object[];
  /** Where kube-apiserver calls, whichever replica answers. */
  readonly url: string;
  readonly start: () => Promise<Replica>;
  /** The way from the replicas to the cluster. */
  readonly interrupt: () => void;
  readonly restore: () => void;
  readonly authorities: () => Promise<X509Certificate[]>;
  /** The caBundle of each webhook. */
  readonly bundles: () => Promise<string[]>;
  readonly uninstall: () => Promise<void>;
}

export interface Replica {
  readonly pid: number;
  readonly log: () => Promise<string>;
  readonly readiness: () => Promise<{ status: number; body: string }>;
  readonly untilReady: () => Promise<void>;
  /** Its own port, past the proxy. */
  readonly port: () => Promise<number>;
  readonly kill: () => Promise<void>;
}

const program = join(import.meta.dirname, '../../dist/webhook.js');

/** Installs the objects and the rights that it needs, and no process. */
export async function install(
  cluster: Pick<Cluster, 'name' | 'kubeconfig'>,
  namespace: string,
  timing: Timing = {},
): Promise<Installation> {
  const folder = join(tmpdir(), `kubectl-fleet-managed-${randomBytes(4).toString('hex')}`);
  const supervisor = await supervise(folder, { detached: false });
  const { cluster: access } = await accessTo(cluster.kubeconfig);
  const apiserver = Number(new URL(access.server).port);
  const [calls, api] = await Promise.all([openProxy(), openProxy(apiserver)]);
  const url = `https://127.0.0.1:${calls.port}`;
  const configurations = configurationsOf(namespace, url);
  const manifest = JSON.stringify({
    apiVersion: 'v1',
    kind: 'List',
    items: [...ownObjects(namespace), ...configurations],
  });
  const made = await kubectl(cluster, ['apply', '--server-side', '-f', '-'], { input: manifest });
  const rights = { apiVersion: 'v1', kind: 'List', items: await rightsOf(namespace) };
  await kubectl(cluster, ['apply', '-f', '-'], { input: JSON.stringify(rights) });
  if (made.exitCode !== 0) throw new Error(made.stderr);
  const token = (await kubectl(cluster, ['create', 'token', 'webhook', '-n', namespace])).stdout.trim();
  await writeFile(
    join(folder, 'kubeconfig'),
    stringify({
      'current-context': 'own',
      contexts: [{ name: 'own', context: { cluster: 'own', user: 'own' } }],
      clusters: [{ name: 'own', cluster: { ...access, server: `https://127.0.0.1:${api.port}` } }],
      users: [{ name: 'own', user: { token } }],
    }),
  );
  const managed: ManagedCertificate = {
    secret: 'authority',
    lease: 'authority',
    hosts: ['127.0.0.1'],
    configurations: { mutating: namespace, validating: namespace },
    ...timing,
  };
  await writeFile(
    join(folder, 'webhook.json'),
    JSON.stringify({
      listen: { host: '127.0.0.1', port: 0 },
      probes: { host: '127.0.0.1', port: 0 },
      namespace,
      certificate: { managed },
      cluster: { name: cluster.name, fleet: 'acme', owner: 'payments' },
      kubeconfig: 'kubeconfig',
      drainSeconds: 0,
    }),
  );
  const ports = new Map<string, number>();
  let started = 0;
  return {
    namespace,
    manifest,
    configurations,
    url,
    start: async () => {
      const name = `webhook-${started++}`;
      const arguments_ = [program, '--config', join(folder, 'webhook.json')];
      const { pid, log, end } = await supervisor.run({ name, command: process.execPath, arguments: arguments_ });
      const listening = (scheme: string): Promise<number> =>
        until(`${name} listens`, async () => {
          await supervisor.checkAlive();
          const words = await readFile(log, 'utf8');
          const port = Number(new RegExp(`Server listening at ${scheme}://127.0.0.1:(\\d+)`).exec(words)?.[1] ?? 0);
          return port || undefined;
        });
      const probes = await listening('http');
      const readiness: Replica['readiness'] = async () => {
        const answer = await fetch(`http://127.0.0.1:${probes}/readyz`);
        return { status: answer.status, body: await answer.text() };
      };
      const port = (): Promise<number> => listening('https');
      return {
        pid,
        log: () => readFile(log, 'utf8'),
        readiness,
        port,
        untilReady: async () => {
          await until(`${name} is ready`, async () => (await readiness()).status === 200 || undefined);
          ports.set(name, await port());
          calls.lead([...ports.values()]);
        },
        kill: async () => {
          ports.delete(name);
          calls.lead([...ports.values()]);
          await end();
        },
      };
    },
    interrupt: () => {
      api.lead([]);
    },
    restore: () => {
      api.lead([apiserver]);
    },
    authorities: async () => {
      const jsonpath = 'jsonpath={.data.ca\\.crt}';
      const { stdout } = await kubectl(cluster, ['get', 'secret', 'authority', '-n', namespace, '-o', jsonpath]);
      return certificatesIn(Buffer.from(stdout, 'base64').toString());
    },
    bundles: async () => {
      const kinds = 'mutatingwebhookconfigurations,validatingwebhookconfigurations';
      const jsonpath = 'jsonpath={range .items[*].webhooks[*].clientConfig}{.caBundle}{"\\n"}{end}';
      const { stdout } = await kubectl(cluster, ['get', kinds, '-l', `installation=${namespace}`, '-o', jsonpath]);
      return stdout
        .split('\n')
        .slice(0, -1)
        .map(line => Buffer.from(line, 'base64').toString());
    },
    uninstall: async () => {
      await kubectl(cluster, ['delete', '--wait=false', '-f', '-'], { input: manifest });
      await supervisor.stop(false);
      calls.close();
      api.close();
    },
  };
}

export function certificatesIn(pem: string): X509Certificate[] {
  return (pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n/g) ?? []).map(
    block => new X509Certificate(block),
  );
}

function ownObjects(namespace: string): object[] {
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels: { 'admission-test': namespace } } },
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'authority', namespace } },
    { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name: 'authority', namespace }, spec: {} },
  ];
}

function configurationsOf(namespace: string, url: string): object[] {
  const webhook = (path: string) => ({
    name: `${path}.kubectl-fleet.io`,
    clientConfig: { url: `${url}/${path}` },
    rules: [{ apiGroups: [''], apiVersions: ['v1'], resources: ['configmaps'], operations: ['CREATE'], scope: '*' }],
    namespaceSelector: { matchLabels: { 'admission-test': namespace } },
    admissionReviewVersions: ['v1'],
    sideEffects: 'None',
    timeoutSeconds: 10,
    failurePolicy: 'Fail',
  });
  const configuration = (kind: 'Mutating' | 'Validating', ...webhooks: object[]) => ({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: `${kind}WebhookConfiguration`,
    metadata: { name: namespace, labels: { installation: namespace } },
    webhooks,
  });
  const validate = webhook('validate');
  return [
    configuration('Mutating', webhook('mutate')),
    configuration('Validating', validate, { ...validate, name: 'validate-too.kubectl-fleet.io' }),
  ];
}

/** What the webhook is allowed to do, and no more. */
async function rightsOf(namespace: string): Promise<object[]> {
  const engine = await loadEngine(new URL('../../dist/', import.meta.url));
  const reads = engine.reads().filter(({ by }) => by.includes('webhook'));
  const rule = (apiGroups: string[], resources: string[], verbs: string[], resourceNames?: string[]) => ({
    apiGroups,
    resources,
    verbs,
    ...(resourceNames && { resourceNames }),
  });
  const kinds = ['mutatingwebhookconfigurations', 'validatingwebhookconfigurations'];
  const clusterRules = [
    ...reads.map(({ group, resource }) => rule([group], [resource], ['list', 'watch'])),
    rule(['admissionregistration.k8s.io'], kinds, ['get', 'patch'], [namespace]),
  ];
  const ownRules = [
    rule([''], ['secrets'], ['get', 'update'], ['authority']),
    rule(['coordination.k8s.io'], ['leases'], ['get', 'update'], ['authority']),
  ];
  const rbac = { apiVersion: 'rbac.authorization.k8s.io/v1' };
  const subjects = [{ kind: 'ServiceAccount', name: 'webhook', namespace }];
  const roleRef = (kind: string) => ({ apiGroup: 'rbac.authorization.k8s.io', kind, name: namespace });
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'webhook', namespace } },
    { ...rbac, kind: 'ClusterRole', metadata: { name: namespace }, rules: clusterRules },
    { ...rbac, kind: 'ClusterRoleBinding', metadata: { name: namespace }, roleRef: roleRef('ClusterRole'), subjects },
    { ...rbac, kind: 'Role', metadata: { name: namespace, namespace }, rules: ownRules },
    { ...rbac, kind: 'RoleBinding', metadata: { name: namespace, namespace }, roleRef: roleRef('Role'), subjects },
  ];
}
