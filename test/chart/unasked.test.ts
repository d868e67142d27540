import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyObjects } from '../testbed/cluster/apply.ts';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { startCluster } from '../testbed/cluster/start.ts';
import { until } from '../testbed/errors/until.ts';
import { rendered } from '../testbed/webhook/chart.ts';
import { register } from '../testbed/webhook/register.ts';
import { isAsked as isAskedIn, nobody } from './asked.ts';
import {
  account,
  anna,
  controller,
  kubelet,
  manager,
  provisioner,
  scheduler,
  server,
  withoutGroups,
  type Writer,
} from './writers.ts';
import {
  binding,
  deployment,
  job,
  marked,
  named,
  namespaceObject,
  persistentVolume,
  persistentVolumeClaim,
  pod,
  replicaSet,
} from './written.ts';

interface Write {
  writer: Writer;
  object: { kind: string };
}

const ofPods = ['replicaset', 'replication', 'statefulset', 'daemon-set', 'job'];
const unasked: Write[] = [
  ...ofPods.map(name => ({ writer: controller(`${name}-controller`), object: pod })),
  { writer: controller('persistent-volume-binder'), object: pod },
  { writer: controller('deployment-controller'), object: replicaSet },
  { writer: controller('cronjob-controller'), object: job },
  { writer: controller('statefulset-controller'), object: persistentVolumeClaim },
  { writer: controller('ephemeral-volume-controller'), object: persistentVolumeClaim },
  { writer: controller('persistent-volume-binder'), object: marked(persistentVolume) },
  ...[pod, replicaSet, job, persistentVolumeClaim, marked(persistentVolume)].map(object => ({
    writer: manager,
    object,
  })),
  { writer: kubelet, object: pod },
  { writer: server, object: namespaceObject },
  { writer: provisioner, object: persistentVolume },
];

const asked: Write[] = [
  ...ofPods.map(name => ({ writer: withoutGroups(controller(`${name}-controller`)), object: pod })),
  { writer: withoutGroups(kubelet), object: pod },
  { writer: { user: 'anna', groups: [...kubelet.groups, ...controller('').groups] }, object: pod },
  { writer: account('default', 'replicaset-controller'), object: pod },
  { writer: controller('argocd-manager'), object: pod },
  { writer: controller('argocd-manager'), object: deployment },
  { writer: controller('replicaset-controller'), object: deployment },
  { writer: controller('namespace-controller'), object: pod },
  { writer: kubelet, object: deployment },
  { writer: scheduler, object: pod },
  { writer: server, object: pod },
  { writer: manager, object: deployment },
  { writer: provisioner, object: marked(persistentVolume) },
];

const kept = [named(deployment, 'kept'), marked(named(persistentVolume, 'kept'))] as const;

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster({ name: 'unasked' });
  await applyObjects(cluster, kept);
});
afterAll(() => cluster.stop());

const isAsked = async (words: readonly string[], writer: Writer, object: object): Promise<boolean> =>
  isAskedIn(cluster, words, writer, object);

const creating = ['create', '--dry-run=server'];
const replacing = ['replace', '--dry-run=server'];

/** Registers webhooks at an address where nobody listens. */
async function registerNobody(webhooks: object): Promise<void> {
  await register(cluster, { url: nobody, authority: cluster.authority.certificate }, webhooks);
}

const parts = {
  validate: { mutate: { enabled: false } },
  mutate: { mutate: { failurePolicy: 'Fail' }, validate: { enabled: false } },
};

describe.each(['validate', 'mutate'] as const)('where nobody answers for %s', part => {
  beforeAll(async () => {
    await registerNobody(parts[part]);
    await until('it is registered', async () => (await isAsked(creating, anna, pod)) || undefined);
  });
  afterAll(async () => {
    await kubectl(cluster, ['delete', 'validatingwebhookconfigurations,mutatingwebhookconfigurations', '--all']);
    await until('it is gone', async () => !(await isAsked(creating, anna, pod)) || undefined);
  });

  test.each(unasked)('$writer.user creates a $object.kind', async ({ writer, object }) => {
    expect(await isAsked(creating, writer, object)).toBe(false);
  });

  test.each(asked)('$writer.user $writer.groups cannot create a $object.kind', async ({ writer, object }) => {
    expect(await isAsked(creating, writer, object)).toBe(true);
  });

  test.each([controller('deployment-controller'), manager, scheduler, server, kubelet])(
    '$user changes a Deployment',
    async writer => {
      expect(await isAsked(replacing, writer, kept[0])).toBe(false);
    },
  );

  test.each([controller('argocd-manager'), anna, withoutGroups(kubelet)])(
    '$user $groups cannot change a Deployment',
    async writer => {
      expect(await isAsked(replacing, writer, kept[0])).toBe(true);
    },
  );

  test('nobody but Kubernetes takes the mark of a federation from a volume', async () => {
    const unmarked = named(persistentVolume, 'kept');
    expect(await isAsked(replacing, provisioner, unmarked)).toBe(true);
    expect(await isAsked(replacing, controller('persistent-volume-binder'), unmarked)).toBe(false);
  });
});

test('a rule of one’s own for volumes asks about all of them', async () => {
  const extraRules = [{ apiGroups: [''], resources: ['persistentvolumes'] }];
  await registerNobody({ mutate: { enabled: false }, validate: { extraRules } });
  await until('it is registered', async () => (await isAsked(creating, provisioner, persistentVolume)) || undefined);
  expect(await isAsked(creating, controller('persistent-volume-binder'), persistentVolume)).toBe(false);
});

test('a binding is asked about, whoever writes it', async () => {
  const certificates = { mode: 'secret', caBundle: cluster.authority.certificate };
  const webhooks = { url: nobody, mutate: { enabled: false } };
  const values = { part: 'registration', cluster: { name: 'a' }, webhooks, certificates, bindings: { enabled: true } };
  const [configuration] = (await rendered(values)).filter(({ kind }) => kind === 'ValidatingWebhookConfiguration');
  // The chart lets bindings pass while nobody answers.
  const closed = JSON.stringify(configuration).replaceAll('"failurePolicy":"Ignore"', '"failurePolicy":"Fail"');
  await kubectl(cluster, ['apply', '-f', '-'], { input: closed });
  for (const resource of ['pods/a/binding', 'bindings']) {
    const binds = ['create', '--raw', `/api/v1/namespaces/default/${resource}?dryRun=All`];
    for (const writer of [scheduler, controller('daemon-set-controller'), manager]) {
      await until(`${writer.user} is kept from it`, async () => (await isAsked(binds, writer, binding)) || undefined);
    }
  }
});
