import type { Cluster } from '../testbed/cluster/cluster.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { TestbedError } from '../testbed/errors.ts';
import type { Fleet } from '../testbed/fleet.ts';
import { guard } from '../testbed/webhook/guard.ts';

const fleetName = 'acme';

/** Gives each cluster an owner and something that runs in it, and each spoke a webhook of its own. @throws TestbedError */
export async function furnish({ hub, eu1, us1 }: Fleet): Promise<void> {
  await Promise.all([
    own(hub, 'platform').then(() => deploy(hub, { catalog: '2.0.0', agent: '1.9.2' })),
    join(eu1, 'payments').then(() => deploy(eu1, { cart: '3.1.0', agent: '1.9.2' })),
    join(us1, 'retail').then(() => deploy(us1, { cart: '3.1.0', agent: '1.8.0' })),
  ]);
  await run(eu1, ['apply', '-f', 'test/demo/burst.yaml']);
}

async function join(spoke: Cluster, owner: string): Promise<void> {
  await own(spoke, owner);
  await guard(spoke, { fleet: fleetName, owner });
}

/** Who a cluster is stands on its namespace kube-system. */
async function own(cluster: Cluster, owner: string): Promise<void> {
  const identity = { fleet: fleetName, cluster: cluster.name, owner };
  const marks = Object.entries(identity).map(([key, value]) => `kubectl-fleet.io/${key}=${value}`);
  await run(cluster, ['annotate', 'namespace', 'kube-system', ...marks]);
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
  await run(cluster, ['apply', '-f', '-'], JSON.stringify(namespace));
}

async function deploy(cluster: Cluster, versions: Readonly<Record<string, string>>): Promise<void> {
  for (const [app, version] of Object.entries(versions)) {
    await run(cluster, ['create', 'deployment', app, '-n', 'shop', `--image=registry.example/shop/${app}:${version}`]);
  }
}

async function run(cluster: Cluster, args: readonly string[], input = ''): Promise<void> {
  const { exitCode, stderr } = await kubectl(cluster, args, { input });
  if (exitCode !== 0) throw new TestbedError('REQUEST_FAILED', `kubectl ${args.join(' ')}: ${stderr}`);
}
