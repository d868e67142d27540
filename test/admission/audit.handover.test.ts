import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { until } from '../testbed/errors/until.ts';
import { installReportKinds } from '../testbed/kinds/report-kinds.ts';
import { metricOf, startAuditedCluster, untilScanned, type AuditedCluster } from './audited-cluster.ts';

let audited: AuditedCluster;

beforeAll(async () => {
  audited = await startAuditedCluster();
  await installReportKinds(audited.cluster, 'wgpolicyk8s');
  await audited.apply(...Array.from({ length: 200 }, (_, index) => job(`once-${index}`)));
});
afterEach(() => audited.endWebhooks());
afterAll(() => audited.cluster.stop());

const job = (name: string): object => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name, namespace: 'calm', annotations: { 'kubectl-fleet.io/owner': 'payments' } },
  spec: {
    suspend: true,
    template: { spec: { restartPolicy: 'Never', containers: [{ name: 'a', image: 'a:1' }] } },
  },
});
const reports = ['calm 0 1 0', 'many 130 0 0', 'shop 1 0 1'];
const position = async (): Promise<string> =>
  (await audited.run('get', 'lease', 'audit', '-o', 'jsonpath={.metadata.annotations.kubectl-fleet\\.io/scan}')).stdout;

test('when the one that scans is killed another one goes on from there', async () => {
  // The audit is so slow that the test kills it while it runs.
  const first = await audited.start({ corePercent: 2 });
  await until('half of it is done', async () => (await position()) || undefined);
  await first.kill();
  expect(await position()).toContain('"apps/Deployment":');
  const second = await audited.start();
  await untilScanned(second);
  await audited.untilReports(reports, 'policyreports');
  // The 132 StatefulSets and 200 Jobs are audited again, the 90 Deployments are not.
  expect(Number(await metricOf(second, 'kubectl_fleet_audit_objects'))).toBeLessThan(350);
  expect(await position()).toBe('');
});

test('reports go with the registration of the webhook', async () => {
  await audited.untilReports(reports, 'policyreports');
  await audited.run('delete', 'validatingwebhookconfiguration', 'fleet-webhook');
  await audited.untilReports([''], 'policyreports');
});
