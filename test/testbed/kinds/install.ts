import { join } from 'node:path';
import { TestbedError } from '../errors/testbed-error.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { kubectl } from '../cluster/kubectl.ts';

/** A system whose kinds lie in the folder of this name, or this project. */
export type System =
  | 'karmada'
  | 'kubefed'
  | 'argocd'
  | 'kubectl-fleet'
  | 'cert-manager'
  | 'cilium'
  | 'prometheus-operator'
  | 'metrics-server';

/** File of the kind that users install. */
export const ownKind = join(import.meta.dirname, '../../../charts/fleet-webhook/files/fleetexemptions.yaml');

/**
 * Makes a cluster serve FleetExemptions, or the kinds of other systems, without these systems:
 * names, versions and scopes are theirs, any content is taken.
 * @throws TestbedError REQUEST_FAILED
 */
export async function installKinds(cluster: Pick<Cluster, 'kubeconfig'>, systems: readonly System[]): Promise<void> {
  const folders = systems.flatMap(system => [
    '-f',
    system === 'kubectl-fleet' ? ownKind : join(import.meta.dirname, system),
  ]);
  for (const verb of [['create'], ['wait', '--for=condition=Established', '--timeout=60s']]) {
    const { exitCode, stderr } = await kubectl(cluster, [...verb, ...folders]);
    if (exitCode !== 0) throw new TestbedError('REQUEST_FAILED', `kubectl ${verb.join(' ')}: ${stderr}`);
  }
}
