import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBinary } from '../../../tools/binaries/find.ts';
import { kubectl } from '../../../tools/binaries/tools.ts';
import { startCluster } from '../../testbed/cluster/start.ts';
import type { Cluster } from '../../testbed/cluster/cluster.ts';
import { createMany } from '../../testbed/cluster/create-many.ts';
import { recordedClusters, type RecordedClusters } from './recorded-clusters.ts';
import { node, nodeWithPeak, takenBy, type Taken } from './taken.ts';

const plugin = join(import.meta.dirname, '../../../dist/kubectl-fleet.js');
const latency = 50;
const deadline = 3;

/** A command line with the number of its runs and the exit code of success. */
interface Run {
  what: string;
  line: string;
  rounds?: number;
  exitCode?: number;
}

/**
 * Lines of a table: command lines over many clusters, which take turns, with what each took: wall
 * clock, CPU and memory. The caches of all are warm.
 */
export async function fleetRuns(): Promise<string[][]> {
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-bench-'));
  const real = await startCluster({ name: 'bench-fleet' });
  const env = { ...process.env, KUBECACHEDIR: join(folder, 'kubectl'), XDG_CACHE_HOME: folder };
  let clusters: RecordedClusters | undefined;
  try {
    await createPods(real, 'default', 200);
    await createPods(real, 'large', 5000);
    clusters = await recordedClusters(real, { clusters: 500, holes: 5, latency });
    const runs = await runsOver(clusters, real.authority.certificate, folder);
    for (const { line, exitCode = 0 } of runs) await takenBy(line, env, exitCode);
    await real.stop();
    const taken = runs.map((): Taken[] => []);
    for (const round of [0, 1, 2, 3, 4]) {
      const turn = runs.map((run, index) => ({ ...run, index })).filter(({ rounds = 2 }) => round < rounds);
      for (const { index, line, exitCode = 0 } of turn) taken[index]?.push(await takenBy(line, env, exitCode));
    }
    return runs.map(({ what }, index) => [what, ...cellsOf(taken[index] ?? [])]);
  } finally {
    clusters?.stop();
    await real.stop().catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
  }
}

async function runsOver({ servers, holes }: RecordedClusters, authority: string, folder: string): Promise<Run[]> {
  const real = await findBinary(kubectl);
  const config = async (name: string, addresses: readonly string[]): Promise<string> => {
    const path = join(folder, `${name}.kubeconfig`);
    await writeFile(path, kubeconfigOf(addresses, authority), { mode: 0o600 });
    return path;
  };
  const one = await config('one', servers.slice(0, 1));
  const fifty = await config('fifty', servers.slice(0, 50));
  const withHoles = await config('holes', [...servers.slice(0, 45), ...holes]);
  const all = await config('all', servers);
  const thousand = await config('thousand', [...servers, ...servers.map(server => `${server}/other`)]);
  const fleet = (path: string, words: string, program = node) =>
    `KUBECONFIG=${path} ${program} ${plugin} get pods ${words}`;
  const names = `seq -f c-%03g 0 49`;
  return [
    { what: 'kubectl, 1 cluster', line: `KUBECONFIG=${one} ${real} get pods`, rounds: 5 },
    { what: 'kubectl-fleet, 1 cluster', line: fleet(one, ''), rounds: 5 },
    { what: 'kubectl-fleet, 50 clusters', line: fleet(fifty, ''), rounds: 5 },
    {
      what: '50 kubectl at once, 50 clusters',
      line: `${names} | KUBECONFIG=${fifty} xargs -P50 -I% ${real} --context=% get pods`,
    },
    {
      what: `kubectl-fleet, 5 of 50 clusters silent, deadline ${deadline} s`,
      line: fleet(withHoles, `--timeout ${deadline}s`),
      exitCode: 3,
    },
    { what: 'kubectl-fleet, 500 clusters', line: fleet(all, '', nodeWithPeak) },
    { what: 'kubectl-fleet, 50 clusters with 5,000 pods', line: fleet(fifty, '-n large', nodeWithPeak) },
    { what: 'the same, as JSON', line: fleet(fifty, '-n large -o json', nodeWithPeak) },
    { what: 'kubectl-fleet, 1 of 1,000 contexts', line: fleet(thousand, '-C c-000'), rounds: 5 },
    { what: 'kubectl config get-contexts, 1,000 contexts', line: `KUBECONFIG=${thousand} ${real} config get-contexts` },
  ];
}

/** Returns a kubeconfig in YAML, with a context c-000, c-001, ... for each address. */
function kubeconfigOf(addresses: readonly string[], authority: string): string {
  const data = Buffer.from(authority).toString('base64');
  const named = addresses.map((server, index) => ({ server, name: `c-${String(index).padStart(3, '0')}` }));
  const list = (line: (entry: { server: string; name: string }) => string) => named.map(line).join('');
  return [
    'apiVersion: v1\nkind: Config\ncurrent-context: c-000\nclusters:\n',
    list(
      ({ name, server }) =>
        `- name: ${name}\n  cluster:\n    server: ${server}\n    certificate-authority-data: ${data}\n`,
    ),
    'contexts:\n',
    list(({ name }) => `- name: ${name}\n  context:\n    cluster: ${name}\n    user: ${name}\n`),
    'users:\n',
    list(({ name }) => `- name: ${name}\n  user:\n    token: ${name}\n`),
  ].join('');
}

async function createPods(cluster: Cluster, namespace: string, count: number): Promise<void> {
  if (namespace !== 'default') {
    await createMany(cluster, [{ path: '/api/v1/namespaces', object: { metadata: { name: namespace } } }]);
  }
  const labels = { 'app.kubernetes.io/name': 'cart', 'app.kubernetes.io/part-of': 'shop', 'pod-template-hash': '5d4' };
  const container = { name: 'cart', image: 'registry.example.org/shop/cart:3.1.4', ports: [{ containerPort: 8080 }] };
  // No scheduler has this name, so nothing touches the Pods.
  const spec = { schedulerName: 'none', automountServiceAccountToken: false, containers: [container] };
  const pods = Array.from({ length: count }, (_, index) => ({
    path: `/api/v1/namespaces/${namespace}/pods`,
    object: { metadata: { name: `cart-5d4f7c8b9-${String(index).padStart(5, '0')}`, labels }, spec },
  }));
  await createMany(cluster, pods);
}

function cellsOf(taken: readonly Taken[]): string[] {
  const sorted = (key: keyof Taken) => taken.map(one => one[key]).toSorted((a, b) => a - b);
  const middle = (key: keyof Taken) => sorted(key)[Math.floor(taken.length / 2)] ?? NaN;
  const peak = Math.max(...sorted('mebibytes'));
  return [
    middle('seconds').toFixed(2),
    (sorted('seconds')[0] ?? NaN).toFixed(2),
    middle('cpuSeconds').toFixed(2),
    (sorted('cpuSeconds')[0] ?? NaN).toFixed(2),
    peak === 0 ? '' : peak.toFixed(0),
  ];
}
