import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { runProgram } from '../../kubernetes/program/program.ts';
import { applyObjects } from '../testbed/cluster/apply.ts';
import { write } from '../testbed/cluster/api.ts';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { kubeconfigOf } from '../testbed/cluster/kubeconfig.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { startCluster } from '../testbed/cluster/start.ts';
import { installKinds } from '../testbed/kinds/install.ts';
import { addNode } from '../testbed/nodes/plain-node.ts';
import { top } from '../../plugins/fleet/commands/top/command.ts';
import { cells, fleet, node, program } from './plugin.ts';

const shared = inject('fleet');

/** A cluster of their own: the shared ones do not serve the Metrics API. */
let cluster: Cluster;
/** Kubeconfig with the contexts metered and again, which lead to it. */
let own: string;
/** The shared clusters and this one. */
let all: string;

beforeAll(async () => {
  cluster = await startCluster({ name: 'metered' });
  await Promise.all([
    installKinds(cluster, ['metrics-server']),
    addNode(cluster, { name: 'large', labels: { size: 'large' } }),
    addNode(cluster, { name: 'small' }),
    addNode(cluster, { name: 'silent' }),
  ]);
  await write(cluster, 'PATCH', '/api/v1/nodes/large/status', {
    status: {
      allocatable: { cpu: '7910m', memory: '15Gi' },
      nodeInfo: { kubeletVersion: 'v1.37.2', swap: { capacity: 4294967296 } },
    },
  });
  await applyObjects(cluster, [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'empty' } },
    nodeMetrics('large', { cpu: '1523456789n', memory: '9437183Ki', swap: '1100Mi' }, { size: 'large' }),
    nodeMetrics('small', { cpu: '999999n', memory: '1Gi' }),
    podMetrics('shop', 'cart', { app: { cpu: '12500001n', memory: '64Mi' }, proxy: { cpu: '3m', memory: '70000Ki' } }),
    podMetrics('shop', 'db', { postgres: { cpu: '0', memory: '2Gi', swap: '5Mi' } }, { app: 'db' }),
    podMetrics('default', 'batch', { work: { cpu: '1.2', memory: '1e9' } }),
    pod('shop', 'cart'),
    pod('shop', 'db'),
  ]);
  const access = { ...cluster, user: cluster.adminCertificate };
  own = join(cluster.folder, 'own.kubeconfig');
  await writeFile(own, kubeconfigOf([access, { ...access, name: 'again' }]), { mode: 0o600 });
  all = `${own}:${shared.kubeconfig}`;
}, 120_000);
afterAll(() => cluster.stop());

const api = 'metrics.k8s.io/v1beta1';

function nodeMetrics(name: string, usage: object, labels: object = {}): object {
  return { apiVersion: api, kind: 'NodeMetrics', metadata: { name, labels }, ...window, usage };
}

function podMetrics(
  namespace: string,
  name: string,
  containers: Readonly<Record<string, object>>,
  labels: object = {},
): object {
  const list = Object.entries(containers).map(([container, usage]) => ({ name: container, usage }));
  return { apiVersion: api, kind: 'PodMetrics', metadata: { namespace, name, labels }, ...window, containers: list };
}

function pod(namespace: string, name: string): object {
  const spec = { containers: [{ name: 'app', image: 'app:1' }], automountServiceAccountToken: false };
  return { apiVersion: 'v1', kind: 'Pod', metadata: { namespace, name }, spec };
}

const window = { timestamp: '2026-11-30T12:00:00Z', window: '15s' };

test.each([
  'nodes',
  'node',
  'no',
  'nodes large',
  'nodes -l size=large',
  'nodes --sort-by=cpu',
  'nodes --sort-by=memory',
  'nodes --show-capacity',
  'nodes --show-swap',
  'nodes --no-headers --use-protocol-buffers=false',
  'pods',
  'pod -n shop',
  'po cart -n shop',
  'pods -n shop -l app=db',
  'pods -n shop --field-selector metadata.name=cart',
  'pods -A',
  'pods -A --sort-by=cpu',
  'pods -A --sort-by=memory',
  'pods -A --containers',
  'pods -n shop --containers --sort-by=memory',
  'pods -A --sum',
  'pods -n shop --sum --containers',
  'pods -n shop --show-swap',
  'pods -n shop --no-headers',
  'pods -n empty',
])('top %s prints the rows of kubectl behind the name of the cluster', async line => {
  const [ours, kubectls] = await Promise.all([
    fleet(own, `top ${line} --context metered`),
    kubectl(cluster, ['top', ...line.split(' ')]),
  ]);
  expect(kubectls.exitCode).toBe(0);
  expect(rowsOf(ours.stdout).map(row => (isOfCluster(row) ? row.slice(1) : row))).toEqual(rowsOf(kubectls.stdout));
  expect(ours.exitCode).toBe(0);
});

/** Cells of each row. */
const rowsOf = (text: string) =>
  text
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => line.trim().split(/ {2,}/));
const isOfCluster = ([first]: readonly string[]) => first === 'metered' || first === 'CLUSTER';

test.each([
  ['top nodes none', 'nodes.metrics.k8s.io "none" not found'],
  ['top pods none -n shop', 'pods.metrics.k8s.io "none" not found'],
  ['top nodes --sort-by=disk', '--sort-by disk: expected cpu or memory'],
  ['top nodes large -l size=large', 'only one of NAME or selector can be provided'],
  ['top pods cart -A', 'a pod cannot be named with --all-namespaces'],
  ['top nodes --containers', 'top nodes does not take --containers'],
  ['top pods --show-capacity', 'top pods does not take --show-capacity'],
  ['top services', 'top does not take "services"'],
  ['top', 'top needs nodes or pods'],
])('%s is refused, by kubectl too', async (line, message) => {
  const [ours, kubectls] = await Promise.all([fleet(own, `${line} -C metered`), kubectl(cluster, line.split(' '))]);
  expect(ours.stderr).toContain(message);
  expect(ours.exitCode).toBeGreaterThan(0);
  if (line !== 'top') expect(kubectls.exitCode).toBeGreaterThan(0);
});

test('the rows of all clusters are sorted by usage, and clusters without metrics are one line', async () => {
  const { stdout, stderr, exitCode } = await fleet(all, 'top pods -A --sort-by=cpu');
  expect(cells(stdout).map(([name, , pod]) => `${name ?? ''} ${pod ?? ''}`)).toEqual([
    'CLUSTER NAME',
    'metered batch',
    'metered cart',
    'metered db',
  ]);
  expect(stderr).toBe(
    'hub, eu-1, us-1: Metrics API not available\n' +
      '  next step: install Metrics Server: https://kubernetes-sigs.github.io/metrics-server/\n',
  );
  expect(exitCode).toBe(3);
});

test('no cluster with metrics is a failure of all', async () => {
  const { stdout, exitCode } = await fleet(shared.kubeconfig, 'top nodes');
  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 4 });
});

test('a program reads numbers in units, and every cluster that was asked', async () => {
  const { stdout } = await fleet(all, 'top nodes large -o json');
  const document: unknown = JSON.parse(stdout);
  expect(document).toMatchObject({
    apiVersion: 'kubectl-fleet.io/v1alpha1',
    kind: 'NodeUsageList',
    clusters: [{ name: 'metered', contexts: ['metered', 'again'] }, { name: 'hub', status: 'failed' }, {}, {}],
    nodes: [
      {
        cluster: 'metered',
        name: 'large',
        cpuMillicores: 1524,
        memoryBytes: 9437183 * 1024,
        cpuPercent: 19,
        memoryPercent: 59,
        available: { cpuMillicores: 7910, memoryBytes: 15 * 1024 ** 3, swapBytes: 4294967296 },
      },
    ],
  });
  const pods: unknown = JSON.parse((await fleet(own, 'top pods -n shop --sum -o json')).stdout);
  expect(pods).toMatchObject({
    kind: 'PodUsageList',
    pods: [{ name: 'cart', containers: [{ name: 'app' }, { name: 'proxy' }] }, { name: 'db' }],
    sum: { cpuMillicores: 16 },
  });
});

test('a user who may not read metrics is told so', async () => {
  const env = { ...process.env, KUBECONFIG: own };
  const words = ['top', 'pods', '-A', '-C', 'metered', '--as=nobody', '--as-group=system:authenticated'];
  const { stderr, exitCode } = await runProgram(node, [program, ...words], { env });
  expect(stderr).toMatch(/^metered: pods\.metrics\.k8s\.io is forbidden/);
  expect(exitCode).toBe(4);
});

test.each(['nodes', 'nodes large', 'pods -A', 'pods cart -n shop', 'pods -n shop --field-selector metadata.name=cart'])(
  'top %s needs no more than the rights that it names',
  async line => {
    const metadata = { name: 'top' };
    const group = 'rbac.authorization.k8s.io';
    await applyObjects(cluster, [
      { apiVersion: `${group}/v1`, kind: 'ClusterRole', metadata, rules: top.access?.rules },
      {
        apiVersion: `${group}/v1`,
        kind: 'ClusterRoleBinding',
        metadata,
        roleRef: { apiGroup: group, kind: 'ClusterRole', name: 'top' },
        subjects: [{ apiGroup: group, kind: 'User', name: 'reader' }],
      },
    ]);
    const env = { ...process.env, KUBECONFIG: own };
    const words = ['top', ...line.split(' '), '-C', 'metered', '--as=reader', '--as-group=system:authenticated'];
    expect(await runProgram(node, [program, ...words], { env })).toMatchObject({ stderr: '', exitCode: 0 });
  },
);

test('running pods without metrics are told from no pods', async () => {
  await applyObjects(cluster, [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'new' } },
    pod('new', 'first'),
  ]);
  await write(cluster, 'PATCH', '/api/v1/namespaces/new/pods/first/status', { status: { phase: 'Running' } });
  const { stderr, exitCode } = await fleet(own, 'top pods -n new -C metered');
  expect(stderr).toMatch(/^metered: metrics not available for pod new\/first\n/);
  expect(exitCode).toBe(4);
  const empty = await fleet(own, 'top pods -n empty -C metered');
  expect(empty).toMatchObject({ stdout: '', stderr: 'No resources found\n', exitCode: 0 });
});
