import { join } from 'node:path';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { TestbedError } from '../testbed/errors/testbed-error.ts';
import type { Fleet } from '../testbed/fleet.ts';
import { installKinds } from '../testbed/kinds/install.ts';
import { addNode } from '../testbed/nodes/plain-node.ts';
import { guard } from '../testbed/webhook/guard.ts';

const fleetName = 'acme';

/**
 * Gives each cluster an owner, a webhook, machines on which pods run, and something that runs
 * there.
 * @throws TestbedError
 */
export async function furnish({ hub, eu1, us1 }: Fleet): Promise<void> {
  await Promise.all([
    addNode(hub, { name: 'hub-a' }),
    ...[hub, eu1, us1].map(cluster => installKinds(cluster, ['kubectl-fleet'])),
  ]);
  await Promise.all([
    settle(hub, 'platform', ['hub-a'], { catalog: '2.0.0', agent: '1.9.2' }),
    settle(eu1, 'payments', ['eu-1-a'], { cart: '3.1.0', agent: '1.9.2' }),
    settle(us1, 'retail', ['us-1-a', 'us-1-b'], { cart: '3.1.0', agent: '1.8.0' }),
  ]);
  await run(eu1, ['apply', '-f', 'test/demo/burst.yaml']);
  const rolledOut = ['rollout', 'status', '--timeout=60s', '-n', 'shop', 'deployment'];
  await Promise.all([hub, eu1, us1].map(cluster => run(cluster, rolledOut)));
}

async function settle(
  cluster: Cluster,
  owner: string,
  machines: readonly string[],
  versions: Readonly<Record<string, string>>,
): Promise<void> {
  await own(cluster, owner);
  await guard(cluster, { fleet: fleetName, owner });
  await cluster.run({
    name: 'machines',
    command: process.execPath,
    arguments: [join(import.meta.dirname, 'machines.ts'), cluster.kubeconfig, ...machines],
  });
  await deploy(cluster, versions);
}

/** The namespace kube-system holds the identity of a cluster. */
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
