import { expect, inject, onTestFinished, test } from 'vitest';
import type { Cluster } from './cluster/cluster.ts';
import { kubectl } from './cluster/kubectl.ts';
import { until } from './errors/until.ts';

const { kubeconfig, hub, eu1, us1 } = inject('fleet');

async function read(cluster: Pick<Cluster, 'kubeconfig'>, ...words: string[]): Promise<string> {
  const { stdout, stderr } = await kubectl(cluster, words);
  expect(stderr).toBe('');
  return stdout;
}

test('one kubeconfig has all clusters, and they are not identical', async () => {
  expect(await read({ kubeconfig }, 'config', 'get-contexts', '-o', 'name')).toBe('eu-1\nhub\nus-1\n');
  const versions = [hub, eu1, us1].map(({ name }) =>
    read({ kubeconfig }, '--context', name, 'get', '--raw', '/version'),
  );
  expect((await Promise.all(versions)).map(text => /"gitVersion": "(.*)"/.exec(text)?.[1])).toEqual([
    'v1.37.2',
    'v1.37.2',
    'v1.36.3',
  ]);
});

test('machines and virtual nodes are ready', async () => {
  const columns = [
    '-o',
    'custom-columns=:.metadata.name,:.spec.taints[*].key,:.status.conditions[?(@.type=="Ready")].status',
  ];
  const nodes = async (cluster: Pick<Cluster, 'kubeconfig'>): Promise<string[]> =>
    (await read(cluster, 'get', 'nodes', '--no-headers', ...columns))
      .trim()
      .split('\n')
      .map(line => line.replaceAll(/ +/g, ' '));
  expect(await nodes(eu1)).toEqual(['burst virtual-kubelet.io/provider True', 'eu-1-a <none> True']);
  expect(await nodes(us1)).toEqual(['us-1-a <none> True', 'us-1-b <none> True']);
});

test('the hub serves the kinds of Karmada and Argo CD under their short names', async () => {
  const names = async (group: string): Promise<string> =>
    (await read(hub, 'api-resources', `--api-group=${group}`, '--no-headers')).replaceAll(/ +/g, ' ');
  expect(await names('policy.karmada.io')).toBe(`\
clusterpropagationpolicies cpp policy.karmada.io/v1alpha1 false ClusterPropagationPolicy
overridepolicies op policy.karmada.io/v1alpha1 true OverridePolicy
propagationpolicies pp policy.karmada.io/v1alpha1 true PropagationPolicy
`);
  expect(await names('work.karmada.io')).toBe(`\
clusterresourcebindings crb work.karmada.io/v1alpha2 false ClusterResourceBinding
resourcebindings rb work.karmada.io/v1alpha2 true ResourceBinding
works wk work.karmada.io/v1alpha1 true Work
`);
  expect(await names('argoproj.io')).toBe(`\
applications app,apps argoproj.io/v1alpha1 true Application
applicationsets appset,appsets argoproj.io/v1alpha1 true ApplicationSet
appprojects appproj,appprojs argoproj.io/v1alpha1 true AppProject
`);
});

test('a Deployment that tolerates the virtual node runs there, by way of real controllers and the real scheduler', async () => {
  const namespace = 'testbed-placement';
  onTestFinished(async () => {
    await read(eu1, 'delete', 'namespace', namespace, '--wait=false');
  });
  await read(eu1, 'create', 'namespace', namespace);
  const pod = {
    metadata: { labels: { app: 'cart' } },
    spec: {
      nodeSelector: { type: 'virtual-kubelet' },
      tolerations: [{ key: 'virtual-kubelet.io/provider', operator: 'Exists' }],
      containers: [{ name: 'cart', image: 'registry.example/cart:3.1.0' }],
    },
  };
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'cart', namespace },
    spec: { replicas: 2, selector: { matchLabels: { app: 'cart' } }, template: pod },
  };
  await kubectl(eu1, ['create', '-f', '-'], { input: JSON.stringify(deployment) });
  const jsonpath = '-o=jsonpath={range .items[*]}{.spec.nodeName} {.status.phase}{"\\n"}{end}';
  const running = 'burst Running\nburst Running\n';
  await until(
    'two pods run',
    async () => (await read(eu1, '-n', namespace, 'get', 'pods', jsonpath)) === running || undefined,
  );
});
