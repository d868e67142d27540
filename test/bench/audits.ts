import { setTimeout as sleep } from 'node:timers/promises';
import { startWebhook } from '../admission/webhook-process.ts';
import { administrator } from '../testbed/cluster/api.ts';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { startCluster } from '../testbed/cluster/start.ts';
import { installReportKinds } from '../testbed/kinds/report-kinds.ts';
import { send } from '../testbed/cluster/send.ts';
import { createObjects } from './existing-objects.ts';
import { cpuSecondsOf, peakMemoryOf } from './load.ts';

/** Lines of a table: whole scans of existing objects, with what each took. */
export async function audits(objects = 50_000): Promise<string[][]> {
  const cluster = await startCluster({ name: 'bench-audit' });
  await installReportKinds(cluster, 'openreports');
  await createObjects(cluster, objects);
  const rows = [];
  for (const [name, corePercent] of [
    ['half a core, reports to write', 50],
    ['half a core, reports as they are', 50],
    ['a core', 100],
  ] as const) {
    rows.push([name, ...(await scanOnce(cluster, corePercent))]);
  }
  await cluster.stop();
  return rows;
}

async function scanOnce(cluster: Cluster, corePercent: number): Promise<string[]> {
  await kubectl(cluster, ['delete', 'lease', 'audit', '-n', 'default', '--ignore-not-found']);
  const configuration = { namespace: 'default', audit: { lease: 'audit', corePercent } };
  const webhook = await startWebhook(cluster, 0, configuration);
  const metrics = async (): Promise<Map<string, number>> => {
    const { body } = await send(`${webhook.url}/metrics`, { ca: webhook.authority });
    return new Map(body.split('\n').map(line => [line.replace(/ [^ ]*$/, ''), Number(line.replace(/.* /, ''))]));
  };
  // It waits for a Lease, and only then begins.
  const before = cpuSecondsOf(webhook.pid);
  await send(`${cluster.server}/apis/coordination.k8s.io/v1/namespaces/default/leases`, {
    ...administrator(cluster),
    body: JSON.stringify({ metadata: { name: 'audit' } }),
  });
  let done = await metrics();
  while (!((done.get('kubectl_fleet_audit_objects') ?? 0) > 0)) {
    await sleep(500);
    done = await metrics();
  }
  const cpu = cpuSecondsOf(webhook.pid) - before;
  const seconds = done.get('kubectl_fleet_audit_duration_seconds') ?? 0;
  const memory = peakMemoryOf(webhook.pid);
  await webhook.stop();
  return [
    String(done.get('kubectl_fleet_audit_objects')),
    seconds.toFixed(1),
    cpu.toFixed(1),
    (cpu / seconds).toFixed(2),
    memory.toFixed(0),
  ];
}
