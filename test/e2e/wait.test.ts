import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { runProgram } from '../../kubernetes/program/program.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { node, program } from './plugin.ts';

const { kubeconfig, eu1, us1 } = inject('fleet');
const namespace = 'e2e-wait';
const both = ['-C', 'eu-1,us-1', '-n', namespace];

beforeAll(async () => {
  for (const cluster of [eu1, us1]) {
    await kubectl(cluster, ['create', 'namespace', namespace]);
    await kubectl(cluster, ['create', 'configmap', 'cart', '-n', namespace, '--from-literal=color=blue']);
    await kubectl(cluster, ['create', 'deployment', 'cart', '-n', namespace, '--image=cart:1', '--replicas=0']);
  }
});
afterAll(async () => {
  await Promise.all([eu1, us1].map(cluster => kubectl(cluster, ['delete', 'namespace', namespace, '--wait=false'])));
});

function wait(...words: readonly string[]) {
  return runProgram(node, [program, 'wait', ...words], { env: { ...process.env, KUBECONFIG: kubeconfig } });
}

/** Lines in the order of the alphabet: clusters answer in any order. */
const sorted = (lines: string) => lines.trimEnd().split('\n').sort();

test.each([
  [['deploy/cart', '--for=condition=Available']],
  [['deploy/cart', '--for=condition=available=TRUE']],
  [['deploy/cart', '--for=create', '--for=condition=Progressing']],
  [['deployments', '--all', '--for=condition=Available']],
  [['deployments', '-l', 'app=cart', '--for=condition=Available', '-o', 'name']],
  [['deploy/cart', '--for=condition=Available=false', '--timeout=1s']],
  [['deploy/cart', '--for=condition=None', '--timeout=0']],
  [['deploy/cart', '--for=jsonpath={.spec.replicas}=0']],
  [['deploy/cart', '--for=jsonpath=.metadata.name=cart']],
  [['deploy/cart', '--for=jsonpath={.metadata.uid}']],
  [['deploy/cart', '--for=jsonpath={.spec.template.spec.containers[?(@.name=="cart")].image}=cart:1']],
  [['deploy/cart', '--for=jsonpath={.spec.replicas}=7', '--timeout=1s']],
  [['deploy/cart', '--for=jsonpath={.status.none}', '--timeout=1s']],
  [['deploy/cart', '--for=jsonpath={.metadata.labels}=x', '--timeout=1s']],
  [['deploy/cart', '--for=jsonpath={.spec.replicas}=']],
  [['deploy/cart', '--for=jsonpath=']],
  [['deploy/none', '--for=condition=Available']],
  [['deploy/none', '--for=delete']],
  [['deploy/none', '--for=create', '--timeout=1s']],
  [['deployments', '-l', 'app=none', '--for=condition=Available']],
  [['deployments', '--for=condition=Available']],
  [['deploy/cart']],
  [['deploy/cart', '--for=nonsense']],
])('%j prints the lines of kubectl and fails when it does', async words => {
  const [ours, kubectls] = await Promise.all([
    wait(...words, ...both),
    kubectl(eu1, ['wait', ...words, '-n', namespace]),
  ]);
  const lines = kubectls.stdout.trimEnd().split('\n');
  const expected = lines[0] === '' ? [''] : ['eu-1', 'us-1'].flatMap(name => lines.map(line => `${name} ${line}`));
  expect(sorted(ours.stdout)).toEqual(expected.sort());
  expect(ours.exitCode === 0).toBe(kubectls.exitCode === 0);
});

test('a change is noticed, in the cluster where it happens', async () => {
  const waiting = wait('configmap/late', '--for=create', '--timeout=2m', ...both);
  for (const cluster of [us1, eu1]) await kubectl(cluster, ['create', 'configmap', 'late', '-n', namespace]);
  expect(await waiting).toMatchObject({ exitCode: 0 });
  const deletion = wait('configmap/late', '--for=delete', '--timeout=2m', ...both);
  for (const cluster of [us1, eu1]) await kubectl(cluster, ['delete', 'configmap', 'late', '-n', namespace]);
  expect(await deletion).toMatchObject({ exitCode: 0 });
});

test('a status that becomes true is noticed', async () => {
  const patch = JSON.stringify({ status: { conditions: [{ type: 'Example', status: 'True' }] } });
  const waiting = wait('deploy/cart', '--for=condition=Example', '--timeout=2m', '-C', 'eu-1', '-n', namespace);
  await kubectl(eu1, ['patch', 'deploy/cart', '-n', namespace, '--subresource=status', '--type=merge', '-p', patch]);
  const { exitCode } = await waiting;
  expect(exitCode).toBe(0);
});

test('clusters in which the time is over are named, the others succeed', async () => {
  await kubectl(eu1, ['create', 'configmap', 'only-eu', '-n', namespace]);
  const { stdout, stderr, exitCode } = await wait('configmap/only-eu', '--for=create', '--timeout=1s', ...both);
  expect(stdout).toBe('eu-1 configmap/only-eu condition met\n');
  expect(stderr).toBe('us-1: timed out waiting for the condition on configmaps/only-eu\n');
  expect(exitCode).toBe(1);
});

test('json has each object', async () => {
  const { stdout } = await wait('deploy/cart', '--for=condition=Available', '-o', 'json', ...both);
  expect(JSON.parse(stdout)).toMatchObject({
    kind: 'WaitResult',
    clusters: [{ name: 'eu-1', status: 'answered' }, { name: 'us-1' }],
    objects: [
      { cluster: 'eu-1', kind: 'Deployment', namespace, name: 'cart', conditionMet: true },
      { cluster: 'us-1' },
    ],
  });
});
