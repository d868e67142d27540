import type { Cluster } from '../testbed/cluster/cluster.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { TestbedError } from '../testbed/errors.ts';
import type { Fleet } from '../testbed/fleet.ts';
import { guard } from '../testbed/webhook/guard.ts';

const fleetName = 'acme';

/** Gives each cluster an owner and something that runs in it, and each spoke a webhook of its own. @throws TestbedError */
export async function furnish({ hub, eu1, us1 }: Fleet): Promise<void> {
  await Promise.all([
    own(hub, 'platform').then(() => deploy(hub, { catalog: '2.0.0' })),
    own(eu1, 'payments')
      .then(() => guard(eu1, { fleet: fleetName, owner: 'payments' }))
      .then(() => deploy(eu1, { cart: '3.1.0' })),
    own(us1, 'retail')
      .then(() => guard(us1, { fleet: fleetName, owner: 'retail' }))
      .then(() => deploy(us1, { cart: '3.0.4' })),
  ]);
}

/** Who a cluster is stands on its namespace kube-system. */
async function own(cluster: Cluster, owner: string): Promise<void> {
  const identity = { fleet: fleetName, cluster: cluster.name, owner };
  const marks = Object.entries(identity).map(([key, value]) => `kubectl-fleet.io/${key}=${value}`);
  await run(cluster, ['annotate', 'namespace', 'kube-system', ...marks]);
  await run(cluster, ['create', 'namespace', 'shop']);
}

async function deploy(cluster: Cluster, versions: Readonly<Record<string, string>>): Promise<void> {
  for (const [app, version] of Object.entries(versions)) {
    await run(cluster, ['create', 'deployment', app, '-n', 'shop', `--image=registry.example/shop/${app}:${version}`]);
  }
}

async function run(cluster: Cluster, args: readonly string[]): Promise<void> {
  const { exitCode, stderr } = await kubectl(cluster, args);
  if (exitCode !== 0) throw new TestbedError('REQUEST_FAILED', `kubectl ${args.join(' ')}: ${stderr}`);
}
