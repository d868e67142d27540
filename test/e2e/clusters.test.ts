import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { findBinary } from '../../tools/binaries/find.ts';
import { kubectl as kubectlTool } from '../../tools/binaries/tools.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { brokenContexts } from './broken-contexts.ts';
import { accessTo, writeKubeconfig } from './kubeconfigs.ts';
import { runProgram } from '../../kubernetes/program/program.ts';
import { cells, fleet, node, program } from './plugin.ts';

const { kubeconfig, hub, eu1, us1 } = inject('fleet');

test('every cluster is a row with what it is', async () => {
  const { stdout, stderr, exitCode } = await fleet(kubeconfig, 'clusters');
  const [header, ...rows] = cells(stdout);
  expect(header).toEqual(['NAME', 'VERSION', 'NODES', 'VIRTUAL', 'WORKLOADS', 'PATTERN', 'OWNER', 'STATUS']);
  expect(rows.map(([name, version, nodes, virtual]) => [name, version, nodes, virtual])).toEqual([
    ['hub', 'v1.37.2', '-', '-'],
    ['eu-1', 'v1.37.2', '2/2', '1'],
    ['us-1', 'v1.36.3', '2/2', '0'],
  ]);
  expect(rows.map(row => row.at(-1))).toEqual(['ready', 'ready', 'ready']);
  expect(stderr).toBe('3 clusters, 3 answered\n');
  expect(exitCode).toBe(0);
});

test('what a cluster is in the fleet is read from its objects', async () => {
  const { stdout } = await fleet(kubeconfig, 'clusters -o json');
  const [hubNodes, euNodes, usNodes] = [
    { ready: 0, total: 0, virtual: 0 },
    { ready: 2, total: 2, virtual: 1 },
    { ready: 2, total: 2, virtual: 0 },
  ];
  expect(JSON.parse(stdout)).toMatchObject({
    apiVersion: 'kubectl-fleet.io/v1alpha1',
    kind: 'ClusterList',
    clusters: [
      { name: 'hub', contexts: ['hub'], server: hub.server, status: 'ready', version: 'v1.37.2', nodes: hubNodes },
      { name: 'eu-1', contexts: ['eu-1'], server: eu1.server, status: 'ready', version: 'v1.37.2', nodes: euNodes },
      { name: 'us-1', contexts: ['us-1'], server: us1.server, status: 'ready', version: 'v1.36.3', nodes: usNodes },
    ],
  });
});

test('each cluster that fails is a row with the reason, and the others are not kept waiting', async () => {
  const { cluster } = await accessTo(eu1.kubeconfig);
  const broken = await brokenContexts({
    server: cluster.server,
    authority: cluster['certificate-authority-data'] ?? '',
  });
  const { stdout, stderr, exitCode } = await fleet(`${kubeconfig}:${broken}`, 'clusters --timeout 3s');
  const rows = cells(stdout).slice(1);
  const statuses = rows.map(row => [row[0], row.at(-1)]);
  expect(statuses).toEqual([
    ['hub', 'ready'],
    ['eu-1', 'ready'],
    ['us-1', 'ready'],
    ['refused', 'connection refused, nothing listens there'],
    ['black-hole', 'no answer within 3s'],
    ['expired', 'server certificate expired'],
    ['wrong-ca', 'server certificate not trusted: unknown authority'],
    ['bad-token', 'unauthorized: the token was refused'],
    ['no-plugin', 'credential plugin no-such-login is not installed: Get it.'],
    ['slow-plugin', 'credential plugin sleep: no answer within 3s'],
  ]);
  expect(stderr.match(/^[a-z-]+: .*\n {2}next step: /gm)).toHaveLength(7);
  expect(stderr).toMatch(/\n10 clusters, 3 answered.*\n$/);
  expect(exitCode).toBe(3);
});

test('when none answers it is exit code 4, and JSON has them all', async () => {
  const broken = await brokenContexts({ server: eu1.server, authority: '' });
  const { stdout, exitCode } = await fleet(broken, 'clusters -C refused,black-hole --timeout 500ms -o json');
  expect(JSON.parse(stdout)).toMatchObject({
    clusters: [
      { name: 'refused', status: 'failed' },
      { name: 'black-hole', status: 'failed' },
    ],
  });
  expect(exitCode).toBe(4);
});

test('contexts of one cluster are one row, whether they share address and user or only the cluster', async () => {
  const { cluster, user } = await accessTo(eu1.kubeconfig);
  const elsewhere = { ...cluster, server: cluster.server.replace('127.0.0.1', 'localhost') };
  const aliases = await writeKubeconfig({ same: { cluster, user }, 'other-address': { cluster: elsewhere, user } });
  const { stdout, stderr } = await fleet(`${kubeconfig}:${aliases}`, 'clusters -o wide');
  expect(cells(stdout).map(row => [row[0], row.at(-1)])).toEqual([
    ['NAME', 'CONTEXTS'],
    ['hub', 'hub'],
    ['eu-1', 'eu-1,same,other-address'],
    ['us-1', 'us-1'],
  ]);
  expect(stderr).toBe('3 clusters, 3 answered\n');
});

test('what RBAC does not let one read is a question mark with the reason, not a lost row', async () => {
  const { cluster } = await accessTo(us1.kubeconfig);
  const administrator = async (...words: string[]) => (await kubectl(us1, words)).stdout.trim();
  const reader = ['--serviceaccount=default:namespace-reader'];
  await administrator('create', 'serviceaccount', 'namespace-reader');
  await administrator('create', 'clusterrole', 'namespace-reader', '--verb=get,list', '--resource=namespaces');
  await administrator('create', 'clusterrolebinding', 'namespace-reader', '--clusterrole=namespace-reader', ...reader);
  const token = await administrator('create', 'token', 'namespace-reader');
  const file = await writeKubeconfig({ limited: { cluster, user: { token } } });
  const { stdout, stderr, exitCode } = await fleet(file, 'clusters -o wide');
  const [, row = []] = cells(stdout);
  expect([row[0], row[1], row[2], row[3], row[5], row[8]]).toEqual([
    'limited',
    'v1.36.3',
    '?',
    '?',
    '?',
    'no access to nodes',
  ]);
  expect(Number(row[4])).toBeGreaterThan(3);
  expect(stderr).toMatch(
    /^limited: no access to (nodes, workloads|workloads, nodes) \(.* is forbidden: User "system:serviceaccount:default:namespace-reader" cannot list .*\)\n1 cluster, 1 answered\n$/,
  );
  expect(exitCode).toBe(0);
});

test('-C chooses clusters, -o name and --no-headers are for scripts', async () => {
  expect((await fleet(kubeconfig, 'clusters -C *-1,!us-* -o name')).stdout).toBe('eu-1\n');
  expect((await fleet(kubeconfig, 'clusters --context hub --no-headers')).stdout).toMatch(/^hub {3}v1\.37\.2 /);
  const { stderr, exitCode } = await fleet(kubeconfig, 'clusters -C asia-*');
  expect(stderr).toBe('error: no context matches "asia-*"; there are: hub, eu-1, us-1\n');
  expect(exitCode).toBe(2);
});

test('without any cluster it says what to do', async () => {
  const file = await writeKubeconfig({});
  expect(await fleet(file, 'clusters')).toEqual({
    stdout: '',
    stderr: `error: no clusters: ${file} has no contexts. Set KUBECONFIG to your kubeconfig files (a:b:c), or name one with --kubeconfig FILE.\n`,
    exitCode: 2,
  });
});

test('a cluster without an authority in the kubeconfig is trusted where the machine trusts its authority', async () => {
  const { cluster, user } = await accessTo(eu1.kubeconfig);
  const { 'certificate-authority-data': authority = '', server } = cluster;
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-authority-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'authority.pem');
  await writeFile(file, Buffer.from(authority, 'base64'));
  const contexts = await writeKubeconfig({
    one: { cluster: { server }, user },
    other: { cluster: { server: server.replace('127.0.0.1', 'localhost') }, user },
  });
  const env = { ...process.env, KUBECONFIG: contexts, NODE_EXTRA_CA_CERTS: file };
  const answer = await runProgram(node, [program, 'clusters', '--no-headers', '-o', 'wide'], { env });
  expect(cells(answer.stdout).map(row => row.at(-1))).toEqual(['one,other']);
});

test('the real kubectl finds it as kubectl fleet, and passes its exit code on', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-path-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await symlink(program, join(folder, 'kubectl-fleet'));
  const env = { ...process.env, PATH: [folder, dirname(node), process.env['PATH'] ?? ''].join(delimiter) };
  const kubectlBinary = await findBinary(kubectlTool);
  const help = await runProgram(kubectlBinary, ['fleet', 'clusters', '--help'], { env });
  expect(help.stdout.split('\n')[0]).toBe('Usage: kubectl fleet clusters [flags]');
  const wrong = await runProgram(kubectlBinary, ['fleet', 'cluster'], { env });
  expect(wrong).toEqual({
    stdout: '',
    stderr: 'error: unknown command "cluster"; did you mean clusters?\nSee "kubectl fleet --help".\n',
    exitCode: 2,
  });
});
