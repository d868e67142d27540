import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { loadEngine } from '../../policies/engine/engine.ts';
import type { ProgramAnswer } from '../../kubernetes/program/program.ts';
import type { Read } from '../../policies/facts/reads.ts';
import { accessTo, writeKubeconfig } from '../e2e/kubeconfigs.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { send } from '../testbed/cluster/send.ts';
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

async function readsBy(reader: Read['by'][number]): Promise<Read[]> {
  const engine = await loadEngine(new URL('../../dist/', import.meta.url));
  return engine.reads().filter(({ by }) => by.includes(reader));
}

/** RBAC rules for the reads, one for each API group. */
function rulesOn(reads: readonly Read[], verbs: readonly string[]): object[] {
  const groups = [...Map.groupBy(reads, ({ group }) => group)].toSorted(([left], [right]) => (left < right ? -1 : 1));
  return groups.map(([group, list]) => ({
    apiGroups: [group],
    resources: list.map(({ resource }) => resource).sort(),
    verbs,
  }));
}

const run = (...words: string[]): Promise<ProgramAnswer> => kubectl(us1, words);

test('the chart gives the right to read what the policy says, and to name the CA of its own configurations', async () => {
  const { rules } = {
    rules: [],
    ...rights.find(({ kind, metadata }) => kind === 'ClusterRole' && metadata.name === `${name}.${namespace}`),
  };
  expect(rules).toEqual([
    ...rulesOn(await readsBy('webhook'), ['list', 'watch']),
    ...rulesOn(await readsBy('makers'), ['get']),
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

test('a list that it may not read is unknown to the rules, and keeps no review from its answer', async () => {
  const { cluster } = await accessTo(us1.kubeconfig);
  const rules = (await readsBy('webhook'))
    .filter(({ resource }) => resource !== 'nodes')
    .map(({ group, resource }) => ({ apiGroups: [group], resources: [resource], verbs: ['list', 'watch'] }));
  const items = [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'fewer', namespace } },
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'fewer' }, rules },
  ];
  await kubectl(us1, ['apply', '-f', '-'], { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) });
  await run('create', 'clusterrolebinding', 'fewer', '--clusterrole=fewer', `--serviceaccount=${namespace}:fewer`);
  const token = (await run('create', 'token', 'fewer', '-n', namespace)).stdout.trim();
  const webhook = await startWebhook({
    name: 'us-1',
    kubeconfig: await writeKubeconfig({ us: { cluster, user: { token } } }),
  });
  const { body } = await send(`${webhook.url}/metrics`, { ca: webhook.authority });
  expect(body.split('\n').filter(line => /^kubectl_fleet_list_unreadable.* 1$/.test(line))).toEqual([
    'kubectl_fleet_list_unreadable{list="nodes"} 1',
  ]);
  expect(await webhook.log()).toContain('nodes: /api/v1/nodes');
  await run('delete', 'clusterrole,clusterrolebinding', 'fewer');
  await webhook.stop();
});

const of = (verb: string, group: string, resource: string, more: object = {}): object => ({
  verb,
  group,
  resource,
  ...more,
});
const exemptions = 'kubectl-fleet.io';
const registration = 'admissionregistration.k8s.io';

test.each([
  { what: 'its own CA is read', attributes: of('get', '', 'secrets', { namespace, name: `${name}-ca` }), may: true },
  { what: 'no other Secret is read', attributes: of('get', '', 'secrets', { namespace, name: 'other' }), may: false },
  { what: 'Secrets are not listed', attributes: of('list', '', 'secrets', { namespace }), may: false },
  { what: 'what happens is told beside it', attributes: of('create', '', 'events', { namespace }), may: true },
  { what: 'and nowhere else', attributes: of('create', '', 'events', { namespace: 'default' }), may: false },
  {
    what: 'the status of an exemption is kept',
    attributes: of('patch', exemptions, 'fleetexemptions', { subresource: 'status' }),
    may: true,
  },
  { what: 'no exemption is granted', attributes: of('create', exemptions, 'fleetexemptions'), may: false },
  {
    what: 'no other configuration is changed',
    attributes: of('patch', registration, 'validatingwebhookconfigurations', { name: 'other' }),
    may: false,
  },
])('$what', async ({ attributes, may }) => {
  const input = JSON.stringify({
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    spec: { user: account, resourceAttributes: attributes },
  });
  const { stdout } = await kubectl(us1, ['create', '-f', '-', '-o', 'jsonpath={.status.allowed}'], { input });
  expect(stdout).toBe(String(may));
});
