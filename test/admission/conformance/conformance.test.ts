import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import type { ProgramAnswer } from '../../../kubernetes/program/program.ts';
import { kubectl } from '../../testbed/cluster/kubectl.ts';
import { until } from '../../testbed/errors/until.ts';
import { guardNamespace, type GuardedNamespace } from '../guarded-namespace.ts';
import { objectAt } from '../json-patch.ts';
import { register, unregister, untilCalled } from '../registration.ts';
import { startOtherWebhook } from './other-webhook.ts';

/**
 * Repeats those tests of admission webhooks in Kubernetes that depend on both an API server and
 * this webhook.
 */
const { us1 } = inject('fleet');
const namespace = 'admission-conformance';
let guarded: GuardedNamespace;
beforeAll(async () => {
  guarded = await guardNamespace(us1, namespace);
});
afterAll(() => guarded.remove());

const run = async (...args: string[]): Promise<ProgramAnswer> => kubectl(us1, args);
const inNamespace = async (...args: string[]): Promise<ProgramAnswer> => run('-n', namespace, ...args);
const apply = async (object: object, ...args: string[]): Promise<ProgramAnswer> =>
  kubectl(us1, ['apply', '-f', '-', ...args], { input: JSON.stringify(object) });
const read = async (...args: string[]): Promise<Record<string, unknown>> =>
  objectAt(JSON.parse((await inNamespace('get', ...args, '-o', 'json')).stdout));

const member = 'karmada.io/managed=true';
const statefulSet = (name: string, metadata: object = {}): object => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name, namespace, ...metadata },
  spec: {
    replicas: 0,
    serviceName: name,
    selector: { matchLabels: { app: name } },
    template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'db', image: 'db:17' }] } },
  },
});
const configMap = (name: string): object => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace } });
const denied = 'admission webhook "validate.kubectl-fleet.io" denied the request: \nno-federated-stateful: ';

test('what is refused is refused when it is created; what was there may be changed, patched and deleted', async () => {
  const created = await apply(statefulSet('federated', { labels: { 'karmada.io/managed': 'true' } }));
  expect(created.stderr).toContain(denied);
  expect(await apply(statefulSet('own'))).toMatchObject({ exitCode: 0 });
  expect(await inNamespace('patch', 'sts/own', '-p', '{"spec":{"replicas":1}}')).toMatchObject({ exitCode: 0 });
  const labelled = await inNamespace('label', 'sts/own', member);
  expect([labelled.exitCode, labelled.stderr]).toEqual([1, expect.stringContaining('no-federated-stateful: ')]);
  expect(await inNamespace('delete', 'sts/own', '--wait=false')).toMatchObject({ exitCode: 0 });
});

test('a webhook that hangs is waited for as long as its timeout says, then failurePolicy decides', async () => {
  const { webhook, registration } = guarded;
  process.kill(webhook.pid, 'SIGSTOP');
  onTestFinished(() => {
    process.kill(webhook.pid, 'SIGCONT');
  });
  await register(registration, 'Fail', { timeoutSeconds: 1 });
  const refused = await until('the timeout is known', async () => {
    const { stderr } = await apply(configMap('late'), '--dry-run=server');
    return stderr.includes('timeout=1s') ? stderr : undefined;
  });
  expect(refused).toMatch(
    /failed calling webhook "mutate.kubectl-fleet.io": .*(context deadline exceeded|Client.Timeout)/,
  );
  await register(registration, 'Ignore', { timeoutSeconds: 1 });
  await until('it is ignored', async () => {
    const { exitCode } = await apply(configMap('late'), '--dry-run=server');
    return exitCode === 0 || undefined;
  });
});

test('of two mutating webhooks each sees what the other did, and what is added is added once', async () => {
  await register(guarded.registration, 'Fail');
  await untilCalled(guarded.registration, namespace);
  const other = await startOtherWebhook(object => {
    const labels = { ...objectAt(object, 'metadata', 'labels'), sidecar: 'injected' };
    return [{ op: 'add', path: '/metadata/labels', value: labels }];
  });
  const theirs = { cluster: us1, label: `${namespace}-later`, url: other.url, authority: other.authority };
  onTestFinished(async () => {
    await unregister(theirs);
    other.stop();
  });
  await register(theirs, 'Fail', { selectedBy: namespace, only: 'mutate' });
  const { metadata } = await until('both are called', async () => {
    await inNamespace('delete', 'configmap/both', '--ignore-not-found');
    await apply(configMap('both'));
    const stored = await read('configmap/both');
    return objectAt(stored, 'metadata', 'labels')['sidecar'] === 'injected' ? stored : undefined;
  });
  expect(objectAt(metadata, 'annotations')).toMatchObject({ 'kubectl-fleet.io/owned-by': 'payments' });
  // The other webhook comes later by its name, so it saw our annotations. Then kube-apiserver asked
  // ours again, and ours added nothing.
  expect(objectAt(other.shown.at(-1), 'metadata', 'annotations')['kubectl-fleet.io/owned-by']).toBe('payments');
});

test('whoever applies an object with server-side apply twice changes nothing the second time', async () => {
  const twice = { ...configMap('applied'), data: { a: '1' } };
  const applied = await apply(twice, '--server-side', '--field-manager=deployer');
  expect(applied.exitCode).toBe(0);
  const first = await read('configmap/applied');
  await sleep(1_100);
  await apply(twice, '--server-side', '--field-manager=deployer');
  const second = await read('configmap/applied');
  expect(objectAt(second, 'metadata')['resourceVersion']).toBe(objectAt(first, 'metadata')['resourceVersion']);
  expect(objectAt(second, 'metadata', 'annotations')['kubectl-fleet.io/owned-by']).toBe('payments');
});

test('a kind that is stored in another version, and from which unknown fields are pruned, keeps what is added', async () => {
  const group = 'conformance.example.com';
  const schema = {
    type: 'object',
    properties: { spec: { type: 'object', properties: { size: { type: 'integer', default: 3 } } } },
  };
  const version = (name: string, storage: boolean): object => ({
    name,
    storage,
    served: true,
    schema: { openAPIV3Schema: schema },
  });
  const names = { plural: 'things', singular: 'thing', kind: 'Thing', listKind: 'ThingList' };
  await apply({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `things.${group}` },
    spec: { group, scope: 'Namespaced', names, versions: [version('v1', false), version('v2', true)] },
  });
  onTestFinished(async () => {
    await run('delete', 'crd', `things.${group}`);
  });
  const thing = { apiVersion: `${group}/v1`, kind: 'Thing', metadata: { name: 'a', namespace }, spec: { unknown: 1 } };
  await until('things are served', async () => {
    const { exitCode } = await apply(thing, '--validate=false');
    return exitCode === 0 || undefined;
  });
  const stored = await read(`things.v2.${group}/a`);
  expect(stored).toMatchObject({ apiVersion: `${group}/v2`, spec: { size: 3 } });
  expect(stored['spec']).toEqual({ size: 3 });
  expect(objectAt(stored, 'metadata', 'annotations')).toMatchObject({ 'kubectl-fleet.io/owned-by': 'payments' });
});

test('while the webhook is gone and fails closed, its configurations can be read, changed and deleted', async () => {
  await register(guarded.registration, 'Fail');
  await guarded.webhook.kill();
  await until('nothing passes', async () => {
    const { exitCode } = await apply(configMap('locked'), '--dry-run=server');
    return exitCode !== 0 || undefined;
  });
  for (const kind of ['mutating', 'validating']) {
    const configurations = `${kind}webhookconfigurations`;
    const name = `admission-test-${namespace}`;
    expect(await run('label', configurations, name, 'changed=yes')).toMatchObject({ exitCode: 0 });
    expect(await run('get', configurations, '-l', 'changed=yes', '-o', 'name')).toMatchObject({
      stdout: `${kind}webhookconfiguration.admissionregistration.k8s.io/${name}\n`,
    });
    expect(await run('delete', configurations, '-l', 'changed=yes')).toMatchObject({ exitCode: 0 });
  }
  await until('all passes again', async () => {
    const { exitCode } = await apply(configMap('locked'), '--dry-run=server');
    return exitCode === 0 || undefined;
  });
});
