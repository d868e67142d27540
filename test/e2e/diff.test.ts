import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { accessTo, writeKubeconfig } from './kubeconfigs.ts';
import { fleet } from './plugin.ts';
import { usualObjects } from './usual-objects.ts';

const { kubeconfig, hub, eu1, us1 } = inject('fleet');
const namespace = 'e2e-diff';
const password = 'correct-horse-battery';
const changed = 'incorrect-horse-battery';

const manifests = usualObjects(namespace, password);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-diff-test-'));
  const file = join(folder, 'objects.json');
  await writeFile(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: manifests }));
  await Promise.all(
    [hub, eu1, us1].map(async cluster => {
      await kubectl(cluster, ['create', 'namespace', namespace]);
      await kubectl(cluster, ['apply', '-f', file]);
      // The controller of StatefulSets makes it, and no object owns it.
      await kubectl(cluster, ['wait', '--for=create', 'pvc/data-cart-0', '-n', namespace, '--timeout=60s']);
    }),
  );
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await Promise.all(
    [hub, eu1, us1].map(cluster => kubectl(cluster, ['delete', 'namespace', namespace, '--wait=false'])),
  );
});

const patch = (cluster: typeof eu1, object: string, value: object) =>
  kubectl(cluster, ['patch', object, '-n', namespace, '-p', JSON.stringify(value)]);

test('the same manifests in Kubernetes 1.36 and 1.37 do not differ', async () => {
  const { stdout, stderr, exitCode } = await fleet(kubeconfig, `diff -n ${namespace}`);
  expect(stdout).toBe('');
  // There are the account `default` and the claim of the StatefulSet besides.
  expect(stderr).toMatch(new RegExp(`^${manifests.length + 2} objects in 3 clusters: no differences\n`));
  expect(exitCode).toBe(0);
});

test('the fields that a cluster sets by itself are there to see', async () => {
  const { stdout, exitCode } = await fleet(kubeconfig, `diff svc/cart -n ${namespace} --all-fields -o json`);
  expect(stdout).toContain('"path": "spec.clusterIP"');
  expect(stdout).toContain('"path": "metadata.uid"');
  expect(exitCode).toBe(1);
});

test('one changed field is the only difference', async () => {
  await patch(us1, 'deployment/cart', { spec: { replicas: 2 } });
  const text = await fleet(kubeconfig, `diff -n ${namespace}`);
  expect(text.stdout).toBe(`deployment.apps/cart in ${namespace}: 1 field differs
  spec.replicas
    hub, eu-1 (majority)  3
    us-1                  2
`);
  expect(text.exitCode).toBe(1);

  const reference = await fleet(kubeconfig, `diff deploy/cart -n ${namespace} --reference us-1`);
  expect(reference.stdout).toContain('    us-1 (reference)  2\n    hub, eu-1         3\n');

  const matrix = await fleet(kubeconfig, `diff deploy -n ${namespace} --matrix`);
  expect(matrix.stdout).toBe(`FIELD                              hub   eu-1   us-1
deployment.apps/cart in e2e-diff   =     =      =
  spec.replicas                    =     =      a
`);

  const document = await fleet(kubeconfig, `diff deploy -n ${namespace} -o json`);
  expect(JSON.parse(document.stdout)).toMatchObject({
    apiVersion: 'kubectl-fleet.io/v1alpha1',
    kind: 'FleetDiff',
    clusters: [{ name: 'hub' }, { name: 'eu-1' }, { name: 'us-1', status: 'answered' }],
    reference: null,
    compared: 1,
    objects: [
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        namespace,
        name: 'cart',
        missing: [],
        fields: [{ path: 'spec.replicas', values: { hub: 3, 'eu-1': 3, 'us-1': 2 }, missing: [], differs: ['us-1'] }],
      },
    ],
  });

  const ignored = await fleet(kubeconfig, `diff deploy -n ${namespace} --ignore spec.replicas`);
  expect(ignored).toMatchObject({ stdout: '', exitCode: 0 });
});

test('values of a Secret are never shown', async () => {
  await patch(us1, 'secret/cart', { stringData: { password: changed } });
  const secrets = [password, changed].flatMap(value => [value, Buffer.from(value).toString('base64')]);
  for (const output of ['text', 'json', 'yaml', 'diff']) {
    const line = `diff secret -n ${namespace} -o ${output} -C eu-1,us-1 --all-fields --show-status`;
    const { stdout, stderr, exitCode } = await fleet(kubeconfig, line);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/password.*(\n.*){0,4}sha256:[0-9a-f]{12}/);
    // The copy that kubectl apply keeps in an annotation is among the fields, too.
    expect(secrets.filter(value => (stdout + stderr).includes(value))).toEqual([]);
  }
});

test('-o diff is what kubectl diff shows, by the program of KUBECTL_EXTERNAL_DIFF', async () => {
  const line = `diff deploy -n ${namespace} -o diff -C eu-1,us-1`;
  const { stdout, exitCode } = await fleet(kubeconfig, line);
  expect(stdout).toMatch(/^--- .*eu-1\/apps\.v1\.Deployment\.e2e-diff\.cart\t/m);
  expect(stdout).toMatch(/^-{1} {2}replicas: 3\n\+ {2}replicas: 2$/m);
  expect(exitCode).toBe(1);
  const three = await fleet(kubeconfig, `diff deploy -n ${namespace} -o diff`);
  expect(three.stderr).toContain('-o diff compares two clusters');
  expect(three.exitCode).toBe(2);
});

test('an object that is missing somewhere is a difference, one that is missing everywhere is not found', async () => {
  await kubectl(hub, ['create', 'configmap', 'extra', '-n', namespace]);
  const { stdout, exitCode } = await fleet(kubeconfig, `diff cm/extra -n ${namespace}`);
  expect(stdout).toBe(`configmap/extra in ${namespace}: only in hub\n`);
  expect(exitCode).toBe(1);
  await kubectl(hub, ['delete', 'configmap', 'extra', '-n', namespace]);
  expect(await fleet(kubeconfig, `diff cm/none -n ${namespace}`)).toMatchObject({
    stdout: '',
    stderr: 'No resources found\n',
    exitCode: 1,
  });
});

test('objects of controllers are compared where they are named', async () => {
  const listed = await fleet(kubeconfig, `diff rs -n ${namespace}`);
  expect(listed).toMatchObject({ stdout: '', exitCode: 0 });
  expect(listed.stderr).toContain('left out: objects that controllers make by themselves');
  const { stderr, exitCode } = await fleet(kubeconfig, `diff cm/kube-root-ca.crt -n ${namespace}`);
  expect(stderr).toContain('1 object in 3 clusters: 1 differs');
  expect(exitCode).toBe(1);
});

test('a cluster that does not answer is named, and the others are compared', async () => {
  const [eu, us] = await Promise.all([accessTo(eu1.kubeconfig), accessTo(us1.kubeconfig)]);
  const dead = { cluster: { server: 'https://127.0.0.1:1' }, user: {} };
  const file = await writeKubeconfig({ 'eu-1': eu, 'us-1': us, dead });
  const { stdout, stderr, exitCode } = await fleet(file, `diff deploy -n ${namespace} --matrix`);
  expect(stdout).toMatch(/ {2}spec\.replicas +a +b +\?/);
  expect(stderr).toContain('dead: ');
  expect(exitCode).toBe(3);
  const reference = await fleet(file, `diff deploy -n ${namespace} --reference dead`);
  expect(reference.stderr).toContain('the reference dead did not answer');
  expect(reference).toMatchObject({ stdout: '', exitCode: 3 });
});

test('a list that a cluster refuses is named, and its objects are compared without the cluster', async () => {
  await kubectl(us1, ['create', 'role', 'reader', '-n', namespace, '--verb=list', '--resource=deployments.apps']);
  const binding = ['rolebinding', 'reader', '-n', namespace, '--role=reader', `--serviceaccount=${namespace}:cart`];
  await kubectl(us1, ['create', ...binding]);
  const { stdout: token } = await kubectl(us1, ['create', 'token', 'cart', '-n', namespace]);
  const [eu, us] = await Promise.all([accessTo(eu1.kubeconfig), accessTo(us1.kubeconfig)]);
  const file = await writeKubeconfig({ 'eu-1': eu, 'us-1': { cluster: us.cluster, user: { token: token.trim() } } });
  const { stdout, stderr, exitCode } = await fleet(file, `diff deploy,svc -n ${namespace}`);
  expect(stdout).not.toContain('service/cart');
  expect(stderr).toContain('us-1: services is forbidden');
  expect(exitCode).toBe(3);
  const all = await fleet(file, `diff -n ${namespace}`);
  expect(all.stderr).toMatch(/us-1: you may not read [\w., ]+ and \d+ more\n/);
});

test('two contexts of one cluster are one', async () => {
  const { cluster, user } = await accessTo(eu1.kubeconfig);
  const again = { cluster: { ...cluster, server: cluster.server.replace('127.0.0.1', 'localhost') }, user };
  const file = await writeKubeconfig({ one: { cluster, user }, again });
  const { stderr, exitCode } = await fleet(file, `diff deploy -n ${namespace}`);
  expect(stderr).toContain('diff compares several clusters, and these contexts lead to one: one, again');
  expect(exitCode).toBe(2);
});

test.each([
  ['diff deploy -C eu-1', 'diff compares several clusters, and only one is asked: eu-1'],
  ['diff deploy --reference moon', 'no context matches "moon"'],
  ['diff nonsense', 'the server doesn\'t have a resource type "nonsense"'],
  ['diff deploy --ignore [', '--ignore [: expected a path such as spec.replicas'],
  ['diff deploy/cart -A', 'a resource cannot be retrieved by name across all namespaces'],
])('%s is refused', async (line, message) => {
  const { stdout, stderr, exitCode } = await fleet(kubeconfig, line);
  expect(stderr).toContain(message);
  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
});
