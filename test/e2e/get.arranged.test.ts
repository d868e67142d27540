import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { cells, fleet } from './plugin.ts';

const { kubeconfig, hub, eu1, us1 } = inject('fleet');
const namespace = 'e2e-arranged';

beforeAll(async () => {
  const create = async (cluster: typeof hub, name: string, data: string) => {
    const words = [
      'create',
      'configmap',
      name,
      '-n',
      namespace,
      ...data.split(' ').map(one => `--from-literal=${one}`),
    ];
    await kubectl(cluster, words);
  };
  for (const cluster of [hub, eu1, us1]) {
    await kubectl(cluster, ['create', 'namespace', namespace]);
    await create(cluster, 'same', 'a=1');
    await create(cluster, 'longer', cluster === us1 ? 'a=1 b=2' : 'a=1');
  }
  await create(eu1, 'lonely', 'a=1');
});
afterAll(async () => {
  const words = ['delete', 'namespace', namespace, '--wait=false'];
  await Promise.all([hub, eu1, us1].map(cluster => kubectl(cluster, words)));
});

/** A table without its last column, AGE, and without the object that Kubernetes makes. */
const rowsOf = (table: string) =>
  cells(table)
    .map(row => row.slice(0, -1))
    .filter(row => !row.includes('kube-root-ca.crt'));

test('--only-different shows what is not the same in all clusters, and who lacks it', async () => {
  const { stdout, exitCode } = await fleet(kubeconfig, `get configmaps -n ${namespace} --only-different`);
  expect(rowsOf(stdout)).toEqual([
    ['CLUSTER', 'NAME', 'DATA'],
    ['hub', 'lonely', '-'],
    ['eu-1', 'lonely', '1'],
    ['us-1', 'lonely', '-'],
    ['hub', 'longer', '1'],
    ['eu-1', 'longer', '1'],
    ['us-1', 'longer', '2'],
  ]);
  expect(exitCode).toBe(0);
  expect(await fleet(kubeconfig, `get configmap same -n ${namespace} --only-different`)).toEqual({
    stdout: '',
    stderr: '1 object, the same in all 3 clusters\n',
    exitCode: 0,
  });
});

test('--group-by prints blocks that count their objects', async () => {
  const headings = async (line: string) => {
    const { stdout } = await fleet(kubeconfig, `get configmaps -n ${namespace} ${line}`);
    return stdout.split('\n').filter(text => text.includes(': '));
  };
  expect(await headings('--group-by cluster')).toEqual(['hub: 3 objects', 'eu-1: 4 objects', 'us-1: 3 objects']);
  expect(await headings('--group-by kind')).toEqual(['configmaps: 10 objects in 3 clusters']);
  expect(await headings('--group-by namespace')).toEqual([`${namespace}: 10 objects in 3 clusters`]);
});

test('flags of tables are refused for other formats', async () => {
  for (const flag of ['--group-by kind', '--only-different']) {
    const { stderr, exitCode } = await fleet(kubeconfig, `get configmaps ${flag} -o json`);
    expect(stderr).toMatch(/^error: --(group-by|only-different) is for tables: use it with -o table or wide/);
    expect(exitCode).toBe(2);
  }
});
