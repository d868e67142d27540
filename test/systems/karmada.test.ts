import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyObjects } from '../testbed/cluster/apply.ts';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { startCluster } from '../testbed/cluster/start.ts';
import { until } from '../testbed/errors/until.ts';
import { startNetwork, type Network } from '../testbed/network/network.ts';
import { obstacleToNodes } from '../testbed/nodes/obstacle.ts';
import { startVirtualNode } from '../testbed/nodes/virtual-node.ts';
import { describeUnless } from '../testbed/describe-unless.ts';
import { assetsIn } from '../testbed/systems/assets.ts';
import { karmadaFiles, startKarmada, type Karmada } from '../testbed/systems/karmada/karmada.ts';
import { guard } from '../testbed/webhook/guard.ts';
import { settled } from './settled.ts';
import { burst, database, namespace, web } from './workloads.ts';

const assets = await assetsIn('KARMADA_ASSETS', karmadaFiles);
const obstacle = 'missing' in assets ? assets.missing : await obstacleToNodes();

describeUnless(obstacle, 'a guarded member of the real Karmada', () => {
  let network: Network;
  let karmada: Karmada;
  let member: Cluster;
  beforeAll(async () => {
    network = await startNetwork();
    const starting = [
      startKarmada(network, 'folder' in assets ? assets.folder : ''),
      startCluster({ name: 'm1' }),
    ] as const;
    [karmada, member] = await Promise.all(starting);
    await startVirtualNode(member, { name: 'burst' });
    await guard(member, { fleet: 'acme', owner: 'payments' });
    await karmada.join(member);
    const policy = {
      apiVersion: 'policy.karmada.io/v1alpha1',
      kind: 'PropagationPolicy',
      metadata: { name: namespace, namespace },
      spec: {
        resourceSelectors: ['Deployment', 'StatefulSet'].map(kind => ({ apiVersion: 'apps/v1', kind })),
        placement: { clusterAffinity: { clusterNames: ['m1'] } },
      },
    };
    const items = [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
      policy,
      web,
      burst,
      database,
    ];
    await applyObjects(karmada.cluster, items);
  });
  afterAll(async () => {
    await Promise.all([karmada.cluster.stop(), member.stop(), network.stop()]);
  });

  const ours = {
    'kubectl-fleet.io/cluster': 'm1',
    'kubectl-fleet.io/fleet': 'acme',
    'kubectl-fleet.io/managed-by': 'karmada',
    'kubectl-fleet.io/owned-by': 'payments',
  };
  const deployed = (image: string) =>
    settled(member, ['deployment/web', '-n', namespace], stored => stored.includes(image));

  /** Returns the conditions of the Work of a workload. */
  const reasonFor = async (name: string): Promise<string> =>
    until(`the Work of ${name} says why`, async () => {
      const path = `{.items[?(@.spec.workload.manifests[0].metadata.name=="${name}")].status.conditions[?(@.type=="Applied")].message}`;
      const { stdout } = await kubectl(karmada.cluster, [
        'get',
        'works',
        '-n',
        'karmada-es-m1',
        '-o',
        `jsonpath=${path}`,
      ]);
      return stdout === '' ? undefined : stdout;
    });

  test('gets a Deployment, annotates it once and is not contradicted', async () => {
    const { metadata } = await deployed('web:1.0.0');
    expect(metadata.generation).toBe(1);
    expect(metadata.annotations).toMatchObject(ours);
    expect(await reasonFor('web')).toBe('Manifest has been successfully applied');
  });

  test('gets what changes in it, and keeps the annotations', async () => {
    await kubectl(karmada.cluster, [
      'set',
      'image',
      'deployment/web',
      'main=registry.example/web:1.0.1',
      '-n',
      namespace,
    ]);
    const { metadata } = await deployed('web:1.0.1');
    expect(metadata.generation).toBe(2);
    expect(metadata.annotations).toMatchObject(ours);
  });

  test('refuses a StatefulSet, and its Work says why', async () => {
    expect(await reasonFor('db')).toMatch(
      new RegExp(
        [
          'Failed to apply all manifests \\(0/1\\): admission webhook "validate.kubectl-fleet.io" denied the request: ',
          'no-federated-stateful: StatefulSet shop/db was placed here by Karmada \\(Work db-\\w+, label karmada.io/managed\\) and holds state of its own.',
          '  why  a federation copies or moves an object and leaves its data behind',
          '  fix  take it out of the resourceSelectors of PropagationPolicy \\S+ in Karmada, and deploy it in each cluster by itself \\(GitOps\\) and let the database replicate',
          '  more kubectl fleet explain no-federated-stateful',
          'Where it has to pass for a while, ask for an exemption: kubectl fleet explain exemption$',
        ].join('\n'),
      ),
    );
    expect((await kubectl(member, ['get', 'statefulsets', '-A', '-o', 'name'])).stdout).toBe('');
  });

  test('refuses a Deployment for its virtual node, and its Work says why', async () => {
    const reason = await reasonFor('burst');
    expect(reason).toContain(
      'admission webhook "validate.kubectl-fleet.io" denied the request: \nno-mixed-placement: ',
    );
    expect(reason).toMatch(
      /Deployment shop\/burst was placed here by Karmada .* and selects nodes with type=virtual-kubelet\.$/m,
    );
    expect((await kubectl(member, ['get', 'deployments', '-A', '-o', 'name'])).stdout).toBe('deployment.apps/web\n');
  });
});
