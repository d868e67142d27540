import { Type } from 'typebox';
import { validatorOf } from '../../../kubernetes/schema/validator.ts';
import type { Answer } from './answer.ts';
import type { Client } from '../../../kubernetes/client/client.ts';
import type { ClusterMemory } from '../../../kubernetes/discovery/memory.ts';
import { mergeClusters, type Cluster } from '../../../kubernetes/kubeconfig/cluster.ts';
import { ClusterError } from '../../../kubernetes/errors/cluster-error.ts';

export const isIdentified = validatorOf(Type.Object({ metadata: Type.Object({ uid: Type.String() }) }));

/**
 * Returns the identity of a cluster under any name: the UID of its kube-system namespace.
 * undefined when it may not be read. A UID is remembered for some minutes, so that most runs do not
 * ask for it.
 */
export async function clusterUid(
  client: Client,
  memory: Pick<ClusterMemory, 'uid' | 'keepUid'>,
): Promise<string | undefined> {
  const remembered = await memory.uid();
  if (remembered !== undefined) return remembered;
  try {
    const namespace = await client.get('/api/v1/namespaces/kube-system');
    if (!isIdentified(namespace)) return undefined;
    await memory.keepUid(namespace.metadata.uid);
    return namespace.metadata.uid;
  } catch (error) {
    if (error instanceof ClusterError) return undefined;
    throw error;
  }
}

/**
 * Returns one answer for each cluster: of those with the same UID, or at the same address where one
 * of them may not read the UID. A failure stays beside its cluster's answer, because those
 * credentials are broken; equal failures at one address are one.
 */
export function mergeAnswers<Value>(
  answers: readonly (Answer<Value> & { uid: string | undefined })[],
  combine?: (first: Value, second: Value) => Value,
): Answer<Value>[] {
  const merged: (Answer<Value> & { uid: string | undefined })[] = [];
  for (const answer of answers) {
    const index = merged.findIndex(other => isSame(other, answer));
    const other = merged[index];
    if (other === undefined) {
      merged.push(answer);
      continue;
    }
    const cluster = mergeClusters(other.cluster, answer.cluster);
    const value = other.ok && answer.ok && combine !== undefined ? { value: combine(other.value, answer.value) } : {};
    merged[index] = { ...other, ...value, cluster, uid: other.uid ?? answer.uid };
  }
  return merged.map(({ uid: _, ...answer }) => answer);
}

function isSame<Value>(
  one: Answer<Value> & { uid: string | undefined },
  other: Answer<Value> & { uid: string | undefined },
): boolean {
  if (one.ok && other.ok && one.uid !== undefined && other.uid !== undefined) return one.uid === other.uid;
  if (one.ok !== other.ok || addressOf(one.cluster) !== addressOf(other.cluster)) return false;
  return one.ok || other.ok || one.failure.message === other.failure.message;
}

/** Returns the same text for contexts of one entry `cluster` of a kubeconfig. */
export function addressOf({ name, connection }: Cluster): string {
  if (connection instanceof ClusterError) return `context ${name}`;
  const { extensions: _, ...address } = connection.cluster;
  return JSON.stringify(address);
}
