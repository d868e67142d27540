import { setTimeout as sleep } from 'node:timers/promises';
import { parseAllDocuments } from 'yaml';
import { kubectl } from '../../testbed/cluster/kubectl.ts';
import type { Cluster } from '../../testbed/cluster/cluster.ts';
import { TestbedError } from '../../testbed/errors/testbed-error.ts';

/**
 * Creates objects or changes them to be so. A kind that was defined a moment ago is waited for.
 * @throws TestbedError REQUEST_FAILED with what kubectl says
 */
export async function apply(cluster: Pick<Cluster, 'kubeconfig'>, items: readonly object[]): Promise<void> {
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  for (let attempt = 1; ; attempt++) {
    const { exitCode, stderr } = await kubectl(cluster, ['apply', '--server-side', '-f', '-'], { input });
    if (exitCode === 0) return;
    if (attempt === 20) throw new TestbedError('REQUEST_FAILED', `kubectl apply: ${stderr}`);
    await sleep(500);
  }
}

/** Namespace in which objects are created that a peer is to judge. */
export const namespaceOf = (peer: string): string => `by-${peer.toLowerCase().replaceAll(' ', '-')}`;

/** Selects the namespace of a peer. */
export const only = (peer: string): object => ({ matchLabels: { 'kubernetes.io/metadata.name': namespaceOf(peer) } });

export const namespace = (name: string): object => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });

/** The objects of a YAML text. */
export function objectsIn(text: string): object[] {
  return parseAllDocuments(text).flatMap(document => {
    const object: unknown = document.toJS();
    return typeof object === 'object' && object !== null ? [object] : [];
  });
}

/** True for an object that defines a kind. */
export function isKind(object: object): boolean {
  return 'kind' in object && object.kind === 'CustomResourceDefinition';
}
