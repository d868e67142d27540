import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { helm } from '../testbed/cluster/helm.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { startCluster } from '../testbed/cluster/start.ts';
import { chart, release } from '../testbed/webhook/chart.ts';

const { name, namespace } = release;
const excluded = ['kube-system', 'kube-public', 'kube-node-lease', 'cert-manager', 'calico-system'];
const owners = { shop: { groups: ['shop-team'] } };

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster({ name: 'closing' });
  const set = ['--set', 'cluster.name=eu-1', '--set-json', `settings.owners=${JSON.stringify(owners)}`];
  await withHelm('install', '--create-namespace', '--values', join(chart, 'ci/careful-values.yaml'), ...set);
});
afterAll(() => cluster.stop());

/** Runs helm with the release and the chart. */
async function withHelm(verb: 'install' | 'upgrade', ...words: string[]): Promise<void> {
  const { exitCode, stderr } = await helm([verb, name, chart, '--namespace', namespace, ...words], cluster);
  if (exitCode !== 0) throw new Error(`helm ${verb}: ${stderr}`);
}

async function read(kind: string, object: string, path: string): Promise<string> {
  const { stdout } = await kubectl(cluster, ['get', kind, object, '-n', namespace, '-o', `jsonpath=${path}`]);
  return stdout;
}

/**
 * Tests what the running webhook is told, what it is not asked about, and how requests end while it
 * is away.
 */
async function installed(): Promise<object> {
  const configuration: unknown = parse(await read('configmap', name, '{.data.webhook\\.yaml}'));
  const registration: unknown = parse(
    await read('validatingwebhookconfiguration', `${name}.${namespace}`, '{.webhooks[0]}'),
  );
  return { configuration, registration };
}

const registered = (failurePolicy: string): object => {
  const values: unknown = expect.arrayContaining(excluded);
  const expression = { key: 'kubernetes.io/metadata.name', operator: 'NotIn', values };
  const matchExpressions: unknown = expect.arrayContaining([expression]);
  return { failurePolicy, namespaceSelector: { matchExpressions } };
};

test('a careful start is closed step by step, and all that was set beside stays', async () => {
  const configuration = { cluster: { name: 'eu-1' } };
  expect(await installed()).toMatchObject({
    configuration: { ...configuration, settings: { owners, rules: { '*': 'warn' } } },
    registration: registered('Ignore'),
  });

  // With --reuse-values helm takes the old values for those of the chart, and the null takes
  // nothing away.
  await withHelm('upgrade', '--reset-then-reuse-values', '--set', 'settings.rules.*=null');
  const open = await installed();
  expect(open).toMatchObject({ configuration, registration: registered('Ignore') });
  expect(open).toHaveProperty('configuration.settings', { owners, rules: {} });

  await withHelm('upgrade', '--reset-then-reuse-values', '--set', 'webhooks.validate.failurePolicy=Fail');
  const closed = await installed();
  expect(closed).toMatchObject({ configuration, registration: registered('Fail') });
  expect(closed).toHaveProperty('configuration.settings', { owners, rules: {} });
});
