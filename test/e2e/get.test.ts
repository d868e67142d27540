import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { brokenContexts } from './broken-contexts.ts';
import { accessTo, writeKubeconfig } from './kubeconfigs.ts';
import { cells, fleet } from './plugin.ts';

const { kubeconfig, hub, eu1, us1 } = inject('fleet');
const namespace = 'e2e-get';

beforeAll(async () => {
  for (const cluster of [hub, eu1, us1]) {
    await kubectl(cluster, ['create', 'namespace', namespace]);
    await kubectl(cluster, ['create', 'deployment', 'shelf', '-n', namespace, '--image=shelf:3.1.0', '--replicas=2']);
    await kubectl(cluster, ['create', 'service', 'clusterip', 'shelf', '-n', namespace, '--tcp=80']);
  }
  await kubectl(eu1, ['create', 'deployment', 'web', '-n', namespace, '--image=web:8']);
});
afterAll(async () => {
  await Promise.all(
    [hub, eu1, us1].map(cluster => kubectl(cluster, ['delete', 'namespace', namespace, '--wait=false'])),
  );
});

/** A table without its last column, AGE, which goes on while one looks. */
const withoutAge = (table: string) => cells(table).map(row => row.slice(0, -1));

test('the table is what kubectl prints for each cluster, with the cluster in front', async () => {
  const { stdout, stderr, exitCode } = await fleet(kubeconfig, `get deployments -n ${namespace}`);
  const expected = await Promise.all(
    [hub, eu1, us1].map(async cluster => {
      const answer = await kubectl(cluster, ['get', 'deployments', '-n', namespace, '--no-headers']);
      return withoutAge(answer.stdout).map(row => [cluster.name, ...row]);
    }),
  );
  expect(withoutAge(stdout)).toEqual([['CLUSTER', 'NAME', 'READY', 'UP-TO-DATE', 'AVAILABLE'], ...expected.flat()]);
  expect(expected.flat()).toHaveLength(4);
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
});

test.each(['deployment', 'deploy', 'Deployment', 'deployments.apps', 'deployments.v1.apps'])(
  '%s is resolved as kubectl does',
  async type => {
    const { stdout } = await fleet(kubeconfig, `get ${type} shelf -n ${namespace} -o name`);
    expect(stdout).toBe('hub deployment.apps/shelf\neu-1 deployment.apps/shelf\nus-1 deployment.apps/shelf\n');
  },
);

test('several kinds are a table each, over all namespaces with the namespace', async () => {
  const { stdout } = await fleet(kubeconfig, 'get deploy,svc -A -l app=shelf');
  const [deployments = '', services = ''] = stdout.split('\n\n');
  expect(withoutAge(deployments).map(row => row.slice(0, 3))).toEqual([
    ['CLUSTER', 'NAMESPACE', 'NAME'],
    ['hub', namespace, 'deployment.apps/shelf'],
    ['eu-1', namespace, 'deployment.apps/shelf'],
    ['us-1', namespace, 'deployment.apps/shelf'],
  ]);
  expect(withoutAge(services).map(row => row.slice(0, 3))).toEqual([
    ['CLUSTER', 'NAMESPACE', 'NAME'],
    ['hub', namespace, 'service/shelf'],
    ['eu-1', namespace, 'service/shelf'],
    ['us-1', namespace, 'service/shelf'],
  ]);
});

test('all is the category, wide has more columns', async () => {
  const all = await fleet(kubeconfig, `get all -n ${namespace} -C eu-1 -o name`);
  expect(all.stdout.split('\n').map(line => line.replace(/-[a-z0-9]+(-[a-z0-9]+)?$/, ''))).toEqual(
    expect.arrayContaining([
      'eu-1 pod/shelf',
      'eu-1 service/shelf',
      'eu-1 deployment.apps/web',
      'eu-1 replicaset.apps/web',
    ]),
  );
  const wide = await fleet(kubeconfig, `get deploy web -n ${namespace} -C eu-1 -o wide`);
  expect(cells(wide.stdout)[0]).toEqual([
    'CLUSTER',
    'NAME',
    'READY',
    'UP-TO-DATE',
    'AVAILABLE',
    'AGE',
    'CONTAINERS',
    'IMAGES',
    'SELECTOR',
  ]);
});

test('fields select, too', async () => {
  const { stdout } = await fleet(kubeconfig, `get deploy -n ${namespace} --field-selector metadata.name=web -o name`);
  expect(stdout).toBe('eu-1 deployment.apps/web\n');
});

test('as JSON every object says where it is, and is what kubectl gives', async () => {
  const { stdout } = await fleet(kubeconfig, `get deploy/web svc/shelf -n ${namespace} -C eu-1 -o json`);
  const { stdout: web } = await kubectl(eu1, ['get', 'deploy/web', '-n', namespace, '-o', 'json']);
  const { stdout: shelf } = await kubectl(eu1, ['get', 'svc/shelf', '-n', namespace, '-o', 'json']);
  const items = [web, shelf].map(text => {
    const object: unknown = JSON.parse(text);
    return { cluster: 'eu-1', object };
  });
  expect(JSON.parse(stdout)).toMatchObject({
    apiVersion: 'kubectl-fleet.io/v1alpha1',
    kind: 'FleetList',
    clusters: [{ name: 'eu-1', contexts: ['eu-1'], server: eu1.server, status: 'answered' }],
    items,
  });
});

test('as YAML it is the same document', async () => {
  const { stdout } = await fleet(kubeconfig, `get deploy -n ${namespace} -C eu-1 -o yaml`);
  expect(stdout).toMatch(/^apiVersion: kubectl-fleet.io\/v1alpha1\nkind: FleetList\nclusters:\n {2}- name: eu-1\n/);
  expect(stdout).toContain('\n  - cluster: eu-1\n    object:\n      apiVersion: apps/v1\n      kind: Deployment\n');
});

test('contexts of one cluster with namespaces of their own are asked for both, and no object is there twice', async () => {
  const { cluster, user } = await accessTo(eu1.kubeconfig);
  const elsewhere = { ...cluster, server: cluster.server.replace('127.0.0.1', 'localhost') };
  const file = await writeKubeconfig({
    shop: { cluster, user, namespace },
    system: { cluster, user, namespace: 'kube-system' },
    again: { cluster: elsewhere, user, namespace },
  });
  const { stdout, stderr } = await fleet(file, 'get deploy');
  expect(withoutAge(stdout).map(row => row.slice(0, 3))).toEqual([
    ['CLUSTER', 'NAMESPACE', 'NAME'],
    ['shop', namespace, 'shelf'],
    ['shop', namespace, 'web'],
  ]);
  expect(stderr).toBe('');
});

test('a kind that only some clusters serve is no error', async () => {
  const { stdout, stderr, exitCode } = await fleet(kubeconfig, 'get propagationpolicies -A -o json');
  expect(JSON.parse(stdout)).toMatchObject({
    clusters: [{ status: 'answered' }, { status: 'answered' }, { status: 'answered' }],
  });
  expect(stderr).toBe('"propagationpolicies" is not served by eu-1, us-1\n');
  expect(exitCode).toBe(0);
});

test('a kind that none serves is kubectl’s sentence', async () => {
  expect(await fleet(kubeconfig, 'get foo')).toEqual({
    stdout: '',
    stderr: 'error: the server doesn\'t have a resource type "foo"\n',
    exitCode: 2,
  });
});

test('a named object is missed where it is not, and it is an error when it is nowhere', async () => {
  const some = await fleet(kubeconfig, `get deploy web -n ${namespace} -o name`);
  expect(some).toEqual({
    stdout: 'eu-1 deployment.apps/web\n',
    stderr: 'deployments.apps "web" not found in hub, us-1\n',
    exitCode: 0,
  });
  const none = await fleet(kubeconfig, `get deploy nope -n ${namespace}`);
  expect(none).toEqual({
    stdout: '',
    stderr: 'deployments.apps "nope" not found in any cluster\n',
    exitCode: 1,
  });
});

test('nothing found is said on standard error, as kubectl does', async () => {
  expect(await fleet(kubeconfig, 'get jobs -n e2e-empty')).toEqual({
    stdout: '',
    stderr: 'No resources found in e2e-empty namespace.\n',
    exitCode: 0,
  });
});

test('a dead cluster costs its deadline and is named; what the others say is printed', async () => {
  const broken = await brokenContexts({ server: eu1.server, authority: '' });
  const files = `${kubeconfig}:${broken}`;
  const { stdout, stderr, exitCode } = await fleet(
    files,
    `get deploy shelf -n ${namespace} -o name -C hub,eu-1,us-1,black-hole --timeout 3s`,
  );
  expect(stdout).toBe('hub deployment.apps/shelf\neu-1 deployment.apps/shelf\nus-1 deployment.apps/shelf\n');
  expect(stderr).toMatch(
    /^black-hole: no answer within 3s \(https:\/\/127\.0\.0\.1:\d+\)\n {2}next step: .*--timeout\n$/,
  );
  expect(exitCode).toBe(3);
});
