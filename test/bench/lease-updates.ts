import { Agent } from 'node:https';
import { administrator, ask } from '../testbed/cluster/api.ts';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { startCluster } from '../testbed/cluster/start.ts';
import { until } from '../testbed/errors/until.ts';
import { send } from '../testbed/cluster/send.ts';
import { register } from '../testbed/webhook/register.ts';

const rounds = 5;
const updates = 4_000;
const connections = 4;

/** Nobody listens there, as no Lease is ever asked about. */
const url = 'https://127.0.0.1:1';

interface Way {
  readonly name: string;
  readonly namespace: string;
  /** Value webhooks.advise.placed of the chart; undefined where nothing is registered. */
  readonly placed?: boolean;
  /** Microseconds of the API server's CPU for an update, of each round. */
  readonly costs: number[];
}

/**
 * Lines of a table: what an update of a Lease costs the API server, in microseconds of its CPU,
 * lowest, median and highest round, and how many times that without a webhook. The ways take turns,
 * as other work on the machine changes what they cost.
 */
export async function leaseUpdates(): Promise<string[][]> {
  const ways: Way[] = [
    { name: 'no webhook', namespace: 'default', costs: [] },
    { name: 'advise.placed: false', namespace: 'default', placed: false, costs: [] },
    { name: 'advise.placed: true', namespace: 'default', placed: true, costs: [] },
    { name: 'advise.placed: true, kube-node-lease', namespace: 'kube-node-lease', placed: true, costs: [] },
  ];
  const cluster = await startCluster({ name: 'leases' });
  try {
    // The first round warms up.
    const turns = Array.from({ length: rounds + 1 }, (_, round) => ways.map(way => ({ way, round }))).flat();
    for (const { way, round } of turns) {
      await set(cluster, way.placed);
      const cost = await costOf(cluster, way.namespace, `round-${round}-${ways.indexOf(way)}`);
      if (round > 0) way.costs.push(cost);
    }
  } finally {
    await cluster.stop();
  }
  const median = (costs: readonly number[]): number => costs.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? NaN;
  const [without] = ways;
  return ways.map(({ name, costs }) => [
    name,
    ...[Math.min(...costs), median(costs), Math.max(...costs)].map(cost => cost.toFixed(0)),
    (median(costs) / median(without?.costs ?? [])).toFixed(2),
  ]);
}

/** Registers the webhooks, or none, and waits until the API server acts on it. */
async function set(cluster: Cluster, placed: boolean | undefined): Promise<void> {
  if (placed === undefined) {
    await kubectl(cluster, ['delete', 'validatingwebhookconfigurations,mutatingwebhookconfigurations', '--all']);
  } else {
    await register(cluster, { url, authority: cluster.authority.certificate }, { advise: { placed } });
  }
  let probe = 0;
  await until('the registration counts', async () => {
    const before = await exclusions(cluster);
    await costOf(cluster, 'default', `probe-${String(placed)}-${Date.now()}-${(probe += 1)}`, 1);
    return (await exclusions(cluster)) > before === (placed === true) || undefined;
  });
}

/** How many requests the conditions of the webhook have kept away from it. */
async function exclusions(cluster: Cluster): Promise<number> {
  const lines = (await metrics(cluster)).filter(
    line =>
      line.startsWith('apiserver_admission_webhook_match_condition_exclusions_total') ||
      line.startsWith('apiserver_admission_match_condition_exclusions_total'),
  );
  return lines.filter(line => line.includes('advise-placed')).reduce((sum, line) => sum + valueOf(line), 0);
}

async function costOf(cluster: Cluster, namespace: string, name: string, count = updates): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections, ...administrator(cluster) });
  const names = Array.from({ length: Math.min(connections, count) }, (_, index) => `${name}-${index}`);
  const before = await cpuSeconds(cluster);
  const leases = `${cluster.server}/apis/coordination.k8s.io/v1/namespaces/${namespace}/leases`;
  await Promise.all(names.map(async lease => renew(agent, leases, lease, count / names.length)));
  const cost = ((await cpuSeconds(cluster)) - before) / count;
  agent.destroy();
  return cost * 1e6;
}

/** Creates a Lease and renews it as a kubelet does, with the version that it was told last. */
async function renew(agent: Agent, leases: string, name: string, count: number): Promise<void> {
  const write = async (method: string, at: string, metadata: object, time: number): Promise<string> => {
    const renewTime = new Date(Date.UTC(2026, 0, 1, 0, 0, time)).toISOString().replace('Z', '000Z');
    const spec = { holderIdentity: name, leaseDurationSeconds: 40, renewTime };
    const lease = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name, ...metadata }, spec };
    const { status, body } = await send(at, { agent, method, body: JSON.stringify(lease) });
    const version = /"resourceVersion":"(\d+)"/.exec(body)?.[1];
    if (status >= 300 || version === undefined) throw new Error(`${method} ${at}: ${status} ${body}`);
    return version;
  };
  let resourceVersion = await write('POST', leases, {}, 0);
  for (let update = 1; update <= count; update++) {
    resourceVersion = await write('PUT', `${leases}/${name}`, { resourceVersion }, update);
  }
}

async function cpuSeconds(cluster: Cluster): Promise<number> {
  return valueOf((await metrics(cluster)).find(line => line.startsWith('process_cpu_seconds_total ')) ?? '');
}

async function metrics(cluster: Cluster): Promise<string[]> {
  return (await ask(cluster, '/metrics')).body.split('\n');
}

function valueOf(line: string): number {
  return Number(line.split(' ').at(-1));
}
