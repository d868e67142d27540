import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { loadEngine } from '../../policies/engine/engine.ts';
import type { ProgramAnswer } from '../../policies/bundle/program.ts';
import { accessTo, writeKubeconfig } from '../e2e/kubeconfigs.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { release, rendered, type ChartObject } from '../testbed/webhook/chart.ts';
import { startWebhook } from './webhook-process.ts';

const { us1 } = inject('fleet');
const { name, namespace } = release;
const account = `system:serviceaccount:${namespace}:${name}`;
const kinds = ['ServiceAccount', 'ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'];

let rights: ChartObject[];
beforeAll(async () => {
  const objects = await rendered({ cluster: { name: 'us-1' } });
  rights = objects.filter(({ kind, metadata }) => kinds.includes(kind) && !metadata.name.endsWith('-test'));
  await run('create', 'namespace', namespace);
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: rights });
  expect(await kubectl(us1, ['apply', '-f', '-'], { input })).toMatchObject({ exitCode: 0 });
});
afterAll(async () => {
  await run('delete', 'clusterrole,clusterrolebinding', '-l', 'app.kubernetes.io/part-of=kubectl-fleet');
  await run('delete', 'namespace', namespace, '--wait=false');
});

const run = (...words: string[]): Promise<ProgramAnswer> => kubectl(us1, words);

test('the chart gives the right to list and watch what the policy says, and to name the CA of its own configurations', async () => {
  const engine = await loadEngine(new URL('../../dist/', import.meta.url));
  const read = engine.reads().filter(({ by }) => by.includes('webhook'));
  const { rules } = {
    rules: [],
    ...rights.find(({ kind, metadata }) => kind === 'ClusterRole' && metadata.name === `${name}.${namespace}`),
  };
  const groups = [...new Set(read.map(({ group }) => group))].sort();
  expect(rules).toEqual([
    ...groups.map(group => ({
      apiGroups: [group],
      resources: read
        .filter(each => each.group === group)
        .map(({ resource }) => resource)
        .sort(),
      verbs: ['list', 'watch'],
    })),
    { apiGroups: ['kubectl-fleet.io'], resources: ['fleetexemptions/status'], verbs: ['patch'] },
    {
      apiGroups: ['admissionregistration.k8s.io'],
      resources: ['mutatingwebhookconfigurations', 'validatingwebhookconfigurations'],
      resourceNames: [`${name}.${namespace}`],
      verbs: ['get', 'patch'],
    },
  ]);
});

test('these rights are all that the webhook needs', async () => {
  const token = (await run('create', 'token', name, '-n', namespace)).stdout.trim();
  const { cluster } = await accessTo(us1.kubeconfig);
  const webhook = await startWebhook({
    name: 'us-1',
    kubeconfig: await writeKubeconfig({ us: { cluster, user: { token } } }),
  });
  await webhook.stop();
});

test.each([
  { what: 'its own CA is read', words: ['get', `secrets/${name}-ca`, '-n', namespace], may: 'yes' },
  { what: 'no other Secret is read', words: ['get', 'secrets/other', '-n', namespace], may: 'no' },
  { what: 'Secrets are not listed', words: ['list', 'secrets', '-n', namespace], may: 'no' },
  { what: 'nothing is created in other namespaces', words: ['create', 'events', '-n', 'default'], may: 'no' },
  {
    what: 'the status of an exemption is kept',
    words: ['patch', 'fleetexemptions.kubectl-fleet.io/a', '--subresource=status'],
    may: 'yes',
  },
  { what: 'no exemption is granted', words: ['create', 'fleetexemptions.kubectl-fleet.io'], may: 'no' },
  { what: 'no other configuration is changed', words: ['patch', 'validatingwebhookconfigurations/other'], may: 'no' },
])('$what', async ({ words, may }) => {
  expect((await run('auth', 'can-i', ...words, '--as', account)).stdout.trim()).toBe(may);
});
