import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { startCluster } from '../testbed/cluster/start.ts';
import { installKinds } from '../testbed/kinds/install.ts';
import { rendered, release, template, valuesFiles } from '../testbed/webhook/chart.ts';

const { name, namespace } = release;

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster({ name: 'chart' });
  await installKinds(cluster, ['cert-manager', 'cilium', 'prometheus-operator']);
  const items = [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: namespace,
        labels: { 'pod-security.kubernetes.io/enforce': 'restricted', 'pod-security.kubernetes.io/warn': 'restricted' },
      },
    },
    // Without it no pod of theirs is admitted, not even by dry run.
    ...[name, `${name}-test`].map(account => ({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: account, namespace },
    })),
  ];
  await apply({ apiVersion: 'v1', kind: 'List', items });
});
afterAll(() => cluster.stop());

async function apply(object: object): Promise<void> {
  const { exitCode, stderr } = await kubectl(cluster, ['apply', '--server-side', '-f', '-'], {
    input: JSON.stringify(object),
  });
  if (exitCode !== 0) throw new Error(stderr);
}

test.each(valuesFiles)('an API server takes all that the chart makes with $name', async ({ name, file }) => {
  const { stdout: manifests } = await template(file);
  const words = ['apply', '--server-side', '--dry-run=server', '--validate=strict', '-f', '-'];
  const { exitCode, stdout, stderr } = await kubectl(cluster, words, { input: manifests });
  // A pod on the network of its node is what restricted Pod Security forbids; these values ask for
  // it.
  const warnings = name === 'everything-values.yaml' ? [expect.stringContaining('would violate PodSecurity')] : [];
  expect({ exitCode, warnings: stderr.split('\n').filter(line => line !== '') }).toEqual({ exitCode: 0, warnings });
  const documents = manifests.split('\n---\n').length;
  expect(stdout.trimEnd().split('\n')).toHaveLength(documents);
});

test.each(valuesFiles)(
  'the API server stores what was rendered with $name, and fills in no webhook',
  async ({ file }) => {
    const objects = (await rendered(file)).filter(({ kind }) => kind !== 'Pod');
    await apply({ apiVersion: 'v1', kind: 'List', items: objects });
    const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
    const { stdout } = await kubectl(cluster, ['get', '-f', '-', '-o', 'json'], { input });
    const stored: unknown = JSON.parse(stdout);
    expect(stored).toMatchObject({ items: objects });
    for (const [index, object] of objects.entries()) {
      if ('webhooks' in object) expect(stored).toHaveProperty(`items.${index}.webhooks`, object['webhooks']);
    }
    expect(objects.length).toBeGreaterThan(5);
  },
);
