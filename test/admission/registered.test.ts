import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { EngineError } from '../../policies/engine/errors.ts';
import { appWith, mutatesNothing } from '../../webhooks/app.fixture.ts';
import { createAuthority, issueCertificate } from '../testbed/certificates/certificates.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import type { ProgramAnswer } from '../../kubernetes/program/program.ts';
import { until } from '../testbed/errors/until.ts';
import { guardNamespace, type GuardedNamespace } from './guarded-namespace.ts';
import { objectAt } from './json-patch.ts';
import { register } from './registration.ts';

const { eu1 } = inject('fleet');
const namespace = 'admission-registered';
let guarded: GuardedNamespace;
beforeAll(async () => {
  guarded = await guardNamespace(eu1, namespace);
});
afterAll(() => guarded.remove());

const run = async (...args: string[]): Promise<ProgramAnswer> => kubectl(eu1, args);
const apply = async (object: object, ...args: string[]): Promise<ProgramAnswer> =>
  kubectl(eu1, ['apply', '-f', '-', ...args], { input: JSON.stringify(object) });
const read = async (kind: string, name: string): Promise<Record<string, unknown>> =>
  objectAt(JSON.parse((await run('get', kind, name, '-n', namespace, '-o', 'json')).stdout));
const applyDry = async (object: object): Promise<ProgramAnswer> => apply(object, '--dry-run=server', '-o', 'name');

const template = {
  metadata: { labels: { app: 'a' } },
  spec: { containers: [{ name: 'a', image: 'docker.io/library/a:1' }] },
};
const spec = { replicas: 1, selector: { matchLabels: { app: 'a' } }, template };
const deployment = (name: string, metadata: object = {}, pod: object = {}): object => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace, ...metadata },
  spec: { ...spec, template: { ...template, spec: { ...template.spec, ...pod } } },
});
const marks = {
  labels: { 'karmada.io/managed': 'true' },
  annotations: { 'work.karmada.io/name': 'db-86699dc9c8', 'work.karmada.io/namespace': 'karmada-es-eu-1' },
};
const federated = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'db', namespace, ...marks },
  spec: { ...spec, serviceName: 'db' },
};

const denial = [
  'Error from server (Forbidden): error when creating "STDIN": admission webhook "validate.kubectl-fleet.io" denied the request: ',
  `no-federated-stateful: StatefulSet ${namespace}/db was placed here by Karmada (Work db-86699dc9c8, label karmada.io/managed) and holds state of its own.`,
  '  why  a federation copies or moves an object and leaves its data behind',
  '  fix  take it out of the resourceSelectors of the policy in Karmada that selects it, and deploy it in each cluster by itself (GitOps) and let the database replicate',
  '  more kubectl fleet explain no-federated-stateful',
  'Where it has to pass for a while, ask for an exemption: kubectl fleet explain exemption',
  '',
].join('\n');

test('a federated StatefulSet is refused in these words, a dry run too', async () => {
  expect(await apply(federated)).toEqual({ stdout: '', stderr: denial, exitCode: 1 });
  expect(await applyDry(federated)).toEqual({ stdout: '', stderr: denial, exitCode: 1 });
});

test('a good Deployment is admitted with its owner, cluster and fleet, and its pod template is left alone', async () => {
  expect(await apply(deployment('web'))).toEqual({ stdout: 'deployment.apps/web created\n', stderr: '', exitCode: 0 });
  const { metadata, spec: created } = await read('deployment', 'web');
  expect(metadata).toMatchObject({
    annotations: {
      'kubectl-fleet.io/cluster': 'eu-1',
      'kubectl-fleet.io/fleet': 'acme',
      'kubectl-fleet.io/owned-by': 'payments',
    },
  });
  expect(created).toMatchObject({ template: { metadata: { labels: { app: 'a' } } } });
  expect(JSON.stringify(created)).not.toContain('kubectl-fleet.io');
});

test('what is annotated already is not touched again, and can be scaled and deleted', async () => {
  expect(await apply(deployment('web'))).toMatchObject({ stdout: 'deployment.apps/web unchanged\n' });
  expect(await run('scale', 'deployment/web', '--replicas=0', '-n', namespace)).toMatchObject({ exitCode: 0 });
  expect(await run('delete', 'deployment/web', '-n', namespace)).toMatchObject({ exitCode: 0 });
});

test('a dry run shows what would be added and leaves nothing behind', async () => {
  const { stdout } = await apply(deployment('dry'), '--dry-run=server', '-o', 'yaml');
  expect(stdout).toContain('kubectl-fleet.io/owned-by: payments');
  expect(await run('get', 'deployment/dry', '-n', namespace)).toMatchObject({ exitCode: 1 });
});

test('an object without a name gets one from the server and its annotations from the webhook', async () => {
  const job = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { generateName: 'once-', namespace },
    spec: { suspend: true, template: { spec: { ...template.spec, restartPolicy: 'Never' } } },
  };
  const created = await kubectl(eu1, ['create', '-f', '-', '-o', 'yaml'], { input: JSON.stringify(job) });
  expect(created.stdout).toMatch(/name: once-\w+\n/);
  expect(created.stdout).toContain('kubectl-fleet.io/owned-by: payments');
});

test('a ConfigMap whose keys mean something to JavaScript is stored as it is', async () => {
  const text =
    `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"keys","namespace":"${namespace}"},` +
    '"data":{"__proto__":"a","constructor":"b","toString":"c"}}';
  expect(await kubectl(eu1, ['create', '-f', '-'], { input: text })).toMatchObject({ exitCode: 0 });
  const stored = await run('get', 'configmap/keys', '-n', namespace, '-o', 'jsonpath={.data}');
  expect(stored.stdout).toBe('{"__proto__":"a","constructor":"b","toString":"c"}');
});

test('a Service is warned of as long as nothing that it selects runs where Services lead', async () => {
  const labels = { app: 'notebook' };
  const notebook = (name: string, pod: object): object => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { ...template.spec, ...pod } },
    },
  });
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'notebook', namespace },
    spec: { selector: labels, ports: [{ port: 80 }] },
  };
  const untilSaid = async (expected: RegExp): Promise<true> =>
    until(`a Service is answered with ${expected.source}`, async () =>
      expected.test((await applyDry(service)).stderr) ? true : undefined,
    );

  await apply(notebook('away', { nodeSelector: { 'virtual-node.interlink/type': 'virtual-kubelet' } }));
  await untilSaid(
    /^Warning: service-on-virtual-node: Service .* does not lead to Deployment admission-registered\/away on interLink nodes/,
  );
  await apply(notebook('near', {}));
  await untilSaid(/^$/);
});

test('a federated object that may land on the virtual node of this cluster is admitted with a warning', async () => {
  const anywhere = deployment('anywhere', marks, { tolerations: [{ operator: 'Exists' }] });
  const { stdout, stderr } = await applyDry(anywhere);
  expect(stdout).toBe('deployment.apps/anywhere\n');
  expect(stderr).toMatch(
    /^Warning: no-mixed-placement: Deployment admission-registered\/anywhere .* can also land on \d+ virtual nodes?\b.*\n$/,
  );
  expect(stderr).not.toMatch(/\bburst\b/);
});

test('an owner that a namespace gets is given to what is created in it afterwards', async () => {
  await run('label', 'namespace', namespace, 'kubectl-fleet.io/owner=search', '--overwrite');
  await until('the webhook has learned of the owner', async () => {
    const { stdout } = await apply(deployment('owned'), '--dry-run=server', '-o', 'yaml');
    return stdout.includes('kubectl-fleet.io/owned-by: search') || undefined;
  });
});

test('what is created together with its namespace gets the owner of that namespace', async () => {
  const name = `${namespace}-young`;
  const labels = { 'admission-test': namespace };
  const young = { name, labels, annotations: { 'kubectl-fleet.io/owner': 'search' } };
  const items = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: young },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: name } },
  ];
  const { stdout } = await apply({ apiVersion: 'v1', kind: 'List', items }, '-o', 'yaml');
  await run('delete', 'namespace', name, '--wait=false');
  expect(stdout.match(/kubectl-fleet.io\/owned-by: \w+/g)).toEqual([
    'kubectl-fleet.io/owned-by: search',
    'kubectl-fleet.io/owned-by: search',
  ]);
});

test('a webhook that is gone leaves the decision to failurePolicy', async () => {
  const { webhook, registration } = guarded;
  await webhook.kill();
  const { host } = new URL(webhook.url);
  expect(await applyDry(deployment('alone'))).toEqual({
    stdout: '',
    stderr:
      'Error from server (InternalError): error when creating "STDIN": Internal error occurred: failed calling webhook "mutate.kubectl-fleet.io": ' +
      `failed to call webhook: Post "${webhook.url}/mutate?timeout=10s": dial tcp ${host}: connect: connection refused\n`,
    exitCode: 1,
  });
  await register(registration, 'Ignore');
  await until('the failure is ignored', async () => (await applyDry(deployment('alone'))).exitCode === 0 || undefined);
});

test('rules that cannot be evaluated leave the decision to failurePolicy and are never an allow', async () => {
  const authority = await createAuthority('failing-ca');
  const pair = await issueCertificate(authority, { commonName: 'webhook', hosts: ['127.0.0.1'] });
  const { app } = appWith({
    certificate: {
      current: () => ({ cert: pair.certificate, key: pair.key, ends: new Date('2100-01-01') }),
      missing: () => [],
    },
    engine: {
      mutate: mutatesNothing,
      decide: () => {
        throw new EngineError('EVALUATION_FAILED', 'fleet/main/decision: out of memory');
      },
    },
  });
  const failing = {
    ...guarded.registration,
    url: await app.listen({ host: '127.0.0.1', port: 0 }),
    authority: authority.certificate,
  };
  await register(failing, 'Fail');
  const stderr = await until('the failing webhook is called', async () => {
    const answer = await applyDry(deployment('undecided'));
    return answer.exitCode === 0 ? undefined : answer.stderr;
  });
  expect(stderr).toContain(
    'failed calling webhook "validate.kubectl-fleet.io": failed to call webhook: an error on the server ' +
      '("kubectl fleet: the rules could not be evaluated: EVALUATION_FAILED fleet/main/decision: out of memory")',
  );
  await register(failing, 'Ignore');
  await until(
    'the failure is ignored',
    async () => (await applyDry(deployment('undecided'))).exitCode === 0 || undefined,
  );
  await app.close();
});
