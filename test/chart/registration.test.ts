import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runProgram, type ProgramAnswer } from '../../kubernetes/program/program.ts';
import { applyObjects } from '../testbed/cluster/apply.ts';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { startCluster } from '../testbed/cluster/start.ts';
import { until } from '../testbed/errors/until.ts';
import { installKinds } from '../testbed/kinds/install.ts';
import { send } from '../testbed/cluster/send.ts';
import { rendered } from '../testbed/webhook/chart.ts';
import { register } from '../testbed/webhook/register.ts';
import { runWebhook, untilReady, type RunningWebhook } from '../testbed/webhook/run-webhook.ts';

/**
 * Everybody else, such as the controllers of the cluster, is kept away by a condition of the
 * values.
 */
const user = 'anna';

let cluster: Cluster;
let webhook: RunningWebhook;
beforeAll(async () => {
  cluster = await startCluster({ name: 'registration' });
  const { authority } = cluster;
  await installKinds(cluster, ['argocd']);
  webhook = await runWebhook(cluster, { cluster, fleet: 'acme', owner: 'payments', authority, drainSeconds: 0 });
  await untilReady(webhook.url, authority.certificate);
  const webhooks = {
    // As wide as somebody may make it where it fails open.
    mutate: { extraRules: [{ apiGroups: ['*'], resources: ['*/*'] }] },
    matchConditions: [{ name: 'by-anna', expression: `request.userInfo.username == '${user}'` }],
  };
  await register(cluster, { url: webhook.url, authority: authority.certificate }, webhooks);
  await until('the webhook is asked', async () => {
    await run('create', 'configmap', 'probe', '--dry-run=server');
    await run('create', 'deployment', 'probe', '--image=none', '--dry-run=server');
    const counts = await Promise.all(['mutate', 'validate'].map(asked));
    return counts.every(count => count > 0) || undefined;
  });
});
afterAll(() => cluster.stop());

/** Runs kubectl as anna, who may do anything. */
async function run(...words: string[]): Promise<ProgramAnswer> {
  return kubectl(cluster, [...words, '--as', user, '--as-group', 'system:masters']);
}

async function write(verb: 'create' | 'replace', path: string, object: object): Promise<ProgramAnswer> {
  const words = [verb, '--raw', path, '-f', '-', '--as', user, '--as-group', 'system:masters'];
  return kubectl(cluster, words, { input: JSON.stringify(object) });
}

/** How many reviews a webhook of the path has had. */
async function asked(path: string): Promise<number> {
  const { body } = await send(`${webhook.url}/metrics`, { ca: cluster.authority.certificate });
  const counts = [...body.matchAll(/^kubectl_fleet_admission_requests_total\{(.*)\} (\d+)$/gm)];
  return counts
    .filter(([, labels]) => labels?.includes(`webhook="${path}"`))
    .reduce((sum, [, , count]) => sum + Number(count), 0);
}

const at = { name: 'a', namespace: 'default' };
const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'a' } };
const template = { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'a', image: 'none' }] } };
const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: at,
  spec: { replicas: 0, selector: { matchLabels: { app: 'a' } }, template },
};

test.each([
  {
    what: 'a Lease',
    path: '/apis/coordination.k8s.io/v1/namespaces/default/leases',
    object: { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: at },
  },
  {
    what: 'an Event',
    path: '/api/v1/namespaces/default/events',
    object: { apiVersion: 'v1', kind: 'Event', metadata: at, involvedObject: { namespace: 'default' } },
  },
  { what: 'a Node', path: '/api/v1/nodes', object: node },
  {
    what: 'a ConfigMap of kube-system',
    path: '/api/v1/namespaces/kube-system/configmaps',
    object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'kube-system' } },
  },
  {
    what: 'a token, which is a subresource',
    path: '/api/v1/namespaces/default/serviceaccounts/default/token',
    object: { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { audiences: [] } },
  },
  {
    what: 'what a controller made',
    path: '/api/v1/namespaces/default/configmaps',
    object: {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'made',
        namespace: 'default',
        ownerReferences: [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'b', uid: 'c', controller: true }],
      },
    },
  },
])('$what is not asked about, however wide the rules are', async ({ path, object }) => {
  const before = await asked('mutate');
  expect(await write('create', path, object)).toMatchObject({ exitCode: 0 });
  expect(await asked('mutate')).toBe(before);
});

test('a change is asked about, that of the status is not, and neither is that of what is about to go', async () => {
  const path = '/apis/apps/v1/namespaces/default/deployments';
  const counts = async (): Promise<number[]> => Promise.all(['mutate', 'validate'].map(asked));
  const [mutate = 0, validate = 0] = await counts();
  const kept = { ...deployment, metadata: { ...at, finalizers: ['example.org/keep'] } };
  await write('create', path, kept);
  expect(await counts()).toEqual([mutate + 1, validate + 1]);
  expect(await write('replace', `${path}/a/status`, kept)).toMatchObject({ exitCode: 0 });
  expect(await counts()).toEqual([mutate + 1, validate + 1]);
  await run('delete', 'deployment/a', '--wait=false');
  expect(await run('get', 'deployment/a')).toMatchObject({ exitCode: 0 });
  await run('patch', 'deployment/a', '--type=merge', '-p={"metadata":{"finalizers":null}}');
  expect(await run('get', 'deployment/a')).toMatchObject({ exitCode: 1 });
  expect(await counts()).toEqual([mutate + 1, validate + 1]);
});

test('of a group of others the kinds that rules refuse are asked about in one way, those that they warn about in another', async () => {
  const { stdout } = await kubectl(cluster, ['get', 'validatingwebhookconfigurations', '-o', 'json']);
  expect(stdout).toContain('advise.kubectl-fleet.io');
  const create = async (kind: string, resource: string): Promise<number> => {
    const before = await asked('validate');
    const object = { apiVersion: 'argoproj.io/v1alpha1', kind, metadata: at, spec: {} };
    await write('create', `/apis/argoproj.io/v1alpha1/namespaces/default/${resource}`, object);
    return (await asked('validate')) - before;
  };
  expect([
    await create('ApplicationSet', 'applicationsets'),
    await create('Application', 'applications'),
    await create('AppProject', 'appprojects'),
  ]).toEqual([1, 1, 0]);
});

test('the API server is told that only a dry run leaves nothing behind', async () => {
  const path = 'jsonpath={.items[*].webhooks[*].sideEffects}';
  const { stdout } = await kubectl(cluster, [
    'get',
    'mutatingwebhookconfigurations,validatingwebhookconfigurations',
    '-o',
    path,
  ]);
  expect(new Set(stdout.split(' '))).toEqual(new Set(['NoneOnDryRun']));
});

test('an object of any other kind is asked about once where it bears the mark of a federation', async () => {
  const labels = { 'karmada.io/managed': 'true' };
  const create = async (path: string, apiVersion: string, kind: string): Promise<number> => {
    const before = await asked('validate');
    const object = { apiVersion, kind, metadata: { name: 'marked', namespace: 'default', labels }, spec: {} };
    expect(await write('create', path, object)).toMatchObject({ exitCode: 0 });
    return (await asked('validate')) - before;
  };
  const argocd = '/apis/argoproj.io/v1alpha1/namespaces/default';
  const leases = '/apis/coordination.k8s.io/v1/namespaces/default/leases';
  expect([
    await create(`${argocd}/appprojects`, 'argoproj.io/v1alpha1', 'AppProject'),
    await create(`${argocd}/applications`, 'argoproj.io/v1alpha1', 'Application'),
    await create(leases, 'coordination.k8s.io/v1', 'Lease'),
    await create('/api/v1/namespaces/default/configmaps', 'v1', 'ConfigMap'),
  ]).toEqual([1, 1, 0, 0]);
});

test('a federation is told that a kind which no catalogue knows asks for storage', async () => {
  const group = 'cache.example.org';
  const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
  await applyObjects(cluster, [
    {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: `caches.${group}` },
      spec: {
        group,
        scope: 'Namespaced',
        names: { kind: 'Cache', plural: 'caches', singular: 'cache' },
        versions: [{ name: 'v1', served: true, storage: true, schema }],
      },
    },
  ]);
  const cache = {
    apiVersion: `${group}/v1`,
    kind: 'Cache',
    metadata: { name: 'pages', namespace: 'default', labels: { 'karmada.io/managed': 'true' } },
    spec: { storage: { class: 'fast', size: '20Gi' } },
  };
  const path = `/apis/${group}/v1/namespaces/default/caches`;
  const create = async (): Promise<ProgramAnswer> => write('create', `${path}?dryRun=All`, cache);
  const { stderr } = await until('the kind is served', async () => {
    const answer = await create();
    return answer.exitCode === 0 ? answer : undefined;
  });
  expect(stderr).toContain(
    'no-federated-stateful: Cache default/pages was placed here by Karmada (label karmada.io/managed) and asks for storage (spec.storage.size).',
  );
});

test('helm test finds that what is fine is accepted and what is not is refused', async () => {
  await register(cluster, { url: webhook.url, authority: cluster.authority.certificate });
  const objects = await rendered({ cluster: { name: 'eu-1' } });
  const smokeTests = objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name.endsWith('-test'));
  const file = join(cluster.folder, 'smoke-tests.yaml');
  const data = new Map(Object.entries(smokeTests?.['data'] ?? {}));
  await writeFile(file, String(data.get('smoke-tests.yaml')));
  const program = join(import.meta.dirname, '../../dist/smoke-test.js');
  const runSmokeTests = async (): Promise<ProgramAnswer> =>
    runProgram(process.execPath, [program, file], { env: { ...process.env, KUBECONFIG: cluster.kubeconfig } });
  const lines = [
    'ok      a StatefulSet of this cluster alone: accepted',
    'ok      a StatefulSet that a federation placed: refused',
    '',
  ];
  await until('everybody is asked about', async () => (await runSmokeTests()).exitCode === 0 || undefined);
  expect(await runSmokeTests()).toEqual({ exitCode: 0, stdout: lines.join('\n'), stderr: '' });
  await kubectl(cluster, ['delete', 'validatingwebhookconfigurations', '--all']);
  await until('nobody is asked any more', async () => (await runSmokeTests()).exitCode === 1 || undefined);
  expect((await runSmokeTests()).stdout).toContain('failed  a StatefulSet that a federation placed: accepted');
});
