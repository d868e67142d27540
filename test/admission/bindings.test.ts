import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { afterAll, expect, inject, test } from 'vitest';
import { accessTo, writeKubeconfig } from '../e2e/kubeconfigs.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { until } from '../testbed/errors/until.ts';
import { send } from '../testbed/cluster/send.ts';
import { release as chartRelease, rendered, type ChartObject } from '../testbed/webhook/chart.ts';
import { startWebhook, type WebhookProcess } from './webhook-process.ts';

const { eu1 } = inject('fleet');
const namespace = 'admission-bindings';
let webhook: WebhookProcess;

afterAll(async () => {
  await run(
    'delete',
    'validatingwebhookconfiguration,clusterrole,clusterrolebinding',
    namespace,
    `fleet-webhook.${namespace}`,
  );
  await run('delete', 'namespace', namespace, '--wait=false');
  await webhook.stop();
});

const run = async (...args: string[]): ReturnType<typeof kubectl> => kubectl(eu1, args);
const apply = async (object: object): ReturnType<typeof kubectl> =>
  kubectl(eu1, ['apply', '-f', '-'], { input: JSON.stringify(object) });

/** Binds a Pod by hand, by dry run. Uses its subresource unless another resource is named. */
async function bind(name: string, resource = `pods/${name}/binding`): ReturnType<typeof kubectl> {
  const target = { apiVersion: 'v1', kind: 'Node', name: 'burst' };
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'Binding', metadata: { name }, target });
  const path = `/api/v1/namespaces/${namespace}/${resource}?dryRun=All`;
  return kubectl(eu1, ['create', '--raw', path, '-f', '-'], { input });
}

const Configuration = Type.Object({ webhooks: Type.Array(Type.Object({ name: Type.String() })) });

/**
 * Installs the chart's objects for a webhook that reviews bindings: its rights, and its webhook
 * entry, which applies to one namespace here.
 */
async function release(given: object): Promise<{ rights: ChartObject[]; registration: object }> {
  const objects = await rendered({ cluster: { name: 'eu-1' }, bindings: { enabled: true }, ...given });
  const configuration = objects.find(({ kind }) => kind === 'ValidatingWebhookConfiguration');
  if (!Value.Check(Configuration, configuration)) throw new Error('the chart makes no configuration');
  const [entry] = configuration.webhooks.filter(({ name }) => name === 'bindings.kubectl-fleet.io');
  const namespaceSelector = { matchLabels: { 'kubernetes.io/metadata.name': namespace } };
  return {
    rights: objects.filter(({ kind, metadata }) => rightsKinds.includes(kind) && !metadata.name.endsWith('-test')),
    registration: { ...configuration, metadata: { name: namespace }, webhooks: [{ ...entry, namespaceSelector }] },
  };
}

const rightsKinds = ['ServiceAccount', 'ClusterRole', 'ClusterRoleBinding'];

/** Pods that only the virtual node takes. */
function deployment(name: string, metadata: object = {}): object {
  const labels = { app: name };
  const spec = {
    nodeSelector: { type: 'virtual-kubelet' },
    tolerations: [{ key: 'virtual-kubelet.io/provider', operator: 'Exists' }],
    containers: [{ name: 'web', image: 'docker.io/library/web:1' }],
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, ...metadata },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
  };
}

const federated = {
  labels: { 'karmada.io/managed': 'true' },
  annotations: { 'work.karmada.io/name': 'web-86699dc9c8', 'work.karmada.io/namespace': 'karmada-es-eu-1' },
};

/**
 * Returns the node of the Pod of an application, once there is such a Pod; '' for a Pod without a
 * node.
 */
async function nodeOf(app: string): Promise<string | undefined> {
  const { stdout } = await run(
    'get',
    'pods',
    '-n',
    namespace,
    '-l',
    `app=${app}`,
    '-o',
    'jsonpath={.items[*].metadata.name} {.items[*].spec.nodeName}',
  );
  const [pod, node = ''] = stdout.split(' ');
  return pod === '' ? undefined : node;
}

async function untilBound(app: string): Promise<string> {
  return until(`${app} is bound`, async () => {
    const node = await nodeOf(app);
    return node === '' ? undefined : node;
  });
}

test('the chart registers the webhook for bindings and gives it the rights that it needs', async () => {
  const { rights } = await release({});
  await apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
  // The object lies in the namespace of this test, because tests share the cluster.
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: rights });
  await kubectl(eu1, ['apply', '-f', '-'], { input: input.replaceAll(chartRelease.namespace, namespace) });
  const token = (await run('create', 'token', 'fleet-webhook', '-n', namespace)).stdout.trim();
  const { cluster } = await accessTo(eu1.kubeconfig);
  const kubeconfig = await writeKubeconfig({ eu: { cluster, user: { token } } });
  webhook = await startWebhook({ name: 'eu-1', kubeconfig }, 0, { bindings: true });
  const certificates = { mode: 'secret', secretName: 'own', caBundle: webhook.authority };
  const { registration } = await release({ webhooks: { url: webhook.url }, certificates });
  await apply(registration);
  await until('bindings are asked about', async () => {
    await bind('nobody');
    const { body } = await send(`${webhook.url}/metrics`, { ca: webhook.authority });
    return body.includes('kind="Binding"') || undefined;
  });
});

test('a Pod that no federation placed is bound to the virtual node', async () => {
  await apply(deployment('own'));
  expect(await untilBound('own')).toBe('burst');
});

test('a Pod of a federation is refused when it gets its node, and stays pending with our words', async () => {
  await apply(deployment('federated', federated));
  const message = await until('the scheduler told of the refusal', async () => {
    const { stdout } = await run(
      'get',
      'events',
      '-n',
      namespace,
      '-o',
      'jsonpath={.items[?(@.reason=="FailedScheduling")].message}',
    );
    return stdout || undefined;
  });
  expect(message).toMatch(
    new RegExp(
      'admission webhook "bindings.kubectl-fleet.io" denied the request: \n' +
        `no-mixed-placement: Pod ${namespace}/federated-\\S+ is bound to the virtual node burst \\(Virtual Kubelet\\), and ` +
        `Deployment ${namespace}/federated was placed here by Karmada \\(Work web-86699dc9c8, label karmada.io/managed\\)\\.\n`,
    ),
  );
  expect(await nodeOf('federated')).toBe('');
  expect(await webhook.log()).not.toContain('forbidden');
});

test('the older resource for bindings is no way round', async () => {
  const { stdout: pod } = await run(
    'get',
    'pods',
    '-n',
    namespace,
    '-l',
    'app=federated',
    '-o',
    'jsonpath={.items[*].metadata.name}',
  );
  const { stderr, exitCode } = await bind(pod, 'bindings');
  expect(exitCode).toBe(1);
  expect(stderr).toContain('admission webhook "bindings.kubectl-fleet.io" denied the request');
  expect(stderr).toContain(`no-mixed-placement: Pod ${namespace}/${pod} is bound to the virtual node burst`);
});

test('a webhook that does not answer is waited for a second, and one that is gone not at all', async () => {
  process.kill(webhook.pid, 'SIGSTOP');
  expect(await untilBound('federated')).toBe('burst');
  await webhook.kill();
  await apply(deployment('federated-later', federated));
  expect(await untilBound('federated-later')).toBe('burst');
});
