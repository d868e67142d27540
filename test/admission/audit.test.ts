import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { until } from '../testbed/errors/until.ts';
import { installReportKinds } from '../testbed/kinds/report-kinds.ts';
import {
  deployment,
  exemption,
  metricOf,
  startAuditedCluster,
  statefulSet,
  untilScanned,
  type AuditedCluster,
} from './audited-cluster.ts';

let audited: AuditedCluster;

beforeAll(async () => {
  audited = await startAuditedCluster();
});
afterEach(() => audited.endWebhooks());
afterAll(() => audited.cluster.stop());

test('where no API of reports is installed, the scan counts and says nothing', async () => {
  const webhook = await audited.start();
  await untilScanned(webhook);
  expect(await metricOf(webhook, 'kubectl_fleet_violations{policy="no-federated-stateful",mode="deny"}')).toBe('131');
  const log = (await webhook.log()).trim().split('\n');
  expect(log.filter(line => !line.includes('Server listening'))).toEqual([]);
});

test('reports name what is wrong in each namespace, the worst of it, and count the rest and what is exempted', async () => {
  await installReportKinds(audited.cluster, 'openreports');
  await audited.start();
  await audited.untilReports(['many 130 0 0', 'shop 1 0 1']);
  const text = (await audited.run('get', 'report', 'kubectl-fleet', '-n', 'shop', '-o', 'json')).stdout;
  expect(JSON.parse(text)).toMatchObject({
    metadata: {
      labels: { 'app.kubernetes.io/managed-by': 'kubectl-fleet' },
      ownerReferences: [{ kind: 'ValidatingWebhookConfiguration', name: 'fleet-webhook' }],
    },
    scope: { kind: 'Namespace', name: 'shop' },
    source: 'kubectl-fleet',
    summary: { pass: 0, fail: 1, warn: 0, error: 0, skip: 1 },
    results: [
      {
        source: 'kubectl-fleet',
        policy: 'no-federated-stateful',
        category: 'federating stateful workloads',
        severity: 'critical',
        result: 'fail',
        scored: true,
        message:
          'StatefulSet shop/orders was placed here by Karmada (label karmada.io/managed) and holds state of its own.',
        resources: [{ apiVersion: 'apps/v1', kind: 'StatefulSet', namespace: 'shop', name: 'orders' }],
        properties: {
          mode: 'deny',
          path: 'metadata.labels[karmada.io/managed]',
          why: 'a federation copies or moves an object and leaves its data behind',
          fix: 'take it out of the resourceSelectors of the policy in Karmada that selects it, and deploy it in each cluster by itself (GitOps) and let the database replicate',
          more: 'kubectl fleet explain no-federated-stateful',
        },
      },
    ],
  });
  const many = (await audited.run('get', 'report', 'kubectl-fleet', '-n', 'many', '-o', 'json')).stdout;
  expect(JSON.parse(many)).toMatchObject({
    metadata: { annotations: { 'kubectl-fleet.io/unlisted': '{"apps/StatefulSet":{"fail":30}}' } },
    results: { length: 100 },
  });
});

test('another process writes nothing where nothing changed, and what changes afterwards is followed', async () => {
  const versions = () => audited.run('get', 'reports', '-A', '-o', 'jsonpath={.items[*].metadata.resourceVersion}');
  const before = await versions();
  await untilScanned(await audited.start());
  expect(await versions()).toEqual(before);

  await audited.run('delete', 'statefulset', 'orders', '-n', 'shop');
  await audited.untilReports(['many 130 0 0']);
  await audited.apply(statefulSet('calm', 'db'), {
    ...deployment('calm', 'young'),
    metadata: { name: 'young', namespace: 'calm' },
  });
  await audited.untilReports(['calm 1 1 0', 'many 130 0 0']);
  await audited.run('label', 'statefulset', 'db', '-n', 'calm', 'karmada.io/managed-');
  await audited.untilReports(['calm 0 1 0', 'many 130 0 0']);
  await audited.run('delete', 'namespace', 'calm');
  await audited.untilReports(['many 130 0 0']);
});

test('an exemption that comes or goes brings another scan', async () => {
  await untilScanned(await audited.start());
  await audited.run('delete', 'fleetexemption', 'ledger');
  await audited.untilReports(['many 130 0 0', 'shop 1 0 0']);
  await audited.apply(exemption);
  await audited.untilReports(['many 130 0 0']);
});

test('where they are wanted, objects get Events about what is newly found, fifty at once and not one for each of many', async () => {
  const events = async (namespace: string, columns: string): Promise<string[]> => {
    const wanted = ['--field-selector', 'reason=RuleBroken', '--no-headers', '-o', `custom-columns=${columns}`];
    const { stdout } = await audited.run('get', 'events', '-n', namespace, ...wanted);
    return stdout.trim().split('\n');
  };
  await untilScanned(await audited.start({ events: true, reports: 'none' }));
  await until(
    'fifty Events are there',
    async () => (await events('many', 'A:.metadata.name')).length >= 50 || undefined,
  );
  await audited.apply(statefulSet('shop', 'late'));
  const late = 'T:.type,K:.involvedObject.kind,N:.involvedObject.name,COUNT:.count,M:.message';
  const [event = ''] = await until('there is one about what came later', async () => {
    const found = await events('shop', late);
    return found.some(line => line.includes('late')) ? found : undefined;
  });
  expect(event.replaceAll(/ +/g, ' ')).toBe(
    'Warning StatefulSet late 1 no-federated-stateful: StatefulSet shop/late was placed here by Karmada (label karmada.io/managed) and holds state of its own.',
  );
  expect((await events('many', 'A:.metadata.name')).length).toBeLessThan(100);
});
