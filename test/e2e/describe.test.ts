import { delimiter, dirname } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { putOnPath, type ToolPath } from '../../tools/binaries/on-path.ts';
import { kubectl as kubectlTool } from '../../tools/binaries/tools.ts';
import { runProgram } from '../../kubernetes/program/program.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { brokenContexts } from './broken-contexts.ts';
import { accessTo } from './kubeconfigs.ts';
import { node, program } from './plugin.ts';

const { kubeconfig, hub, eu1, us1 } = inject('fleet');
const namespace = 'e2e-describe';

let tools: ToolPath;
beforeAll(async () => {
  tools = await putOnPath([kubectlTool]);
  for (const cluster of [eu1, us1]) {
    await kubectl(cluster, ['create', 'namespace', namespace]);
    await kubectl(cluster, ['create', 'configmap', 'cart', '-n', namespace, '--from-literal=color=blue']);
    await kubectl(cluster, ['label', 'configmap', 'cart', '-n', namespace, 'app=cart']);
  }
});
afterAll(async () => {
  await tools.remove();
  await Promise.all([eu1, us1].map(cluster => kubectl(cluster, ['delete', 'namespace', namespace, '--wait=false'])));
});

function describe(words: readonly string[], { config = kubeconfig, path = tools.path, input = '' } = {}) {
  const env = { ...process.env, PATH: path, KUBECONFIG: config, KUBECTL_PATH: undefined };
  return runProgram(node, [program, 'describe', ...words], { env, input });
}

test.each([
  [['configmap/cart', '-n', namespace]],
  [['cm', 'ca', '-n', namespace]],
  [['configmaps', '-l', 'app=cart', '-A']],
  [['configmap', 'cart', '-n', namespace, '--show-events=false']],
  [['configmaps', '-n', namespace, '--chunk-size=1']],
])('describe %j prints the output of kubectl below the name of each cluster', async words => {
  const { stdout, stderr, exitCode } = await describe([...words, '-C', 'eu-1,us-1']);
  const [one, other] = await Promise.all([eu1, us1].map(cluster => kubectl(cluster, ['describe', ...words])));
  expect(one?.stdout).toContain('blue');
  expect(stdout).toBe(`==> eu-1 <==\n${one?.stdout.trimEnd()}\n\n==> us-1 <==\n${other?.stdout.trimEnd()}\n`);
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
});

test('objects are named on standard input', async () => {
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'cart', namespace } };
  const { stdout } = await describe(['-f', '-', '-C', 'eu-1,us-1'], { input: JSON.stringify(object) });
  expect(stdout.match(/Name: +cart/g)).toHaveLength(2);
});

test('a cluster without the object is named, and is no failure while others have it', async () => {
  const { stdout, stderr, exitCode } = await describe(['configmap/cart', '-n', namespace]);
  expect(stdout).toMatch(/^==> eu-1 <==/);
  expect(stderr).toBe(`${hub.name}: Error from server (NotFound): namespaces "${namespace}" not found\n`);
  expect(exitCode).toBe(0);
});

test('an object that no cluster has fails', async () => {
  const { stdout, stderr, exitCode } = await describe(['configmap/none', '-n', namespace, '-C', 'eu-1,us-1']);
  expect(stderr).toBe('eu-1, us-1: Error from server (NotFound): configmaps "none" not found\n');
  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 1 });
});

test('clusters that do not answer cost their rows alone', async () => {
  const { cluster } = await accessTo(eu1.kubeconfig);
  const authority = cluster['certificate-authority-data'] ?? '';
  const broken = await brokenContexts({ server: cluster.server, authority });
  const config = [kubeconfig, broken].join(delimiter);
  const words = ['configmap/cart', '-n', namespace, '-C', 'eu-1,refused,black-hole', '--timeout=5s'];
  const { stdout, stderr, exitCode } = await describe(words, { config });
  expect(stdout).toMatch(/^==> eu-1 <==/);
  expect(stderr).toContain('refused: connection refused');
  expect(stderr).toContain('black-hole: no answer within 5s');
  expect(exitCode).toBe(3);
});

test('without kubectl it says where to get it', async () => {
  const { stderr, exitCode } = await describe(['nodes'], { path: dirname(node) });
  expect(stderr).toContain('there is no kubectl on PATH');
  expect(exitCode).toBe(4);
});

test('without words it says what it needs', async () => {
  const { stderr, exitCode } = await describe([]);
  expect(stderr).toContain('describe needs a KIND');
  expect(exitCode).toBe(2);
});
