import type { Answer } from './answer.ts';
import type { ClusterError } from '../../../kubernetes/errors/cluster-error.ts';

/** Cluster that was asked, as every JSON document lists it. A failed cluster is listed too. */
export interface AskedCluster {
  name: string;
  contexts: readonly string[];
  server: string;
  /** degraded: the cluster refused a part of the request. */
  status: 'answered' | 'degraded' | 'failed';
  error?: string;
  durationMs: number;
}

/**
 * Returns the entry of a cluster.
 * @param refused parts of the request that the cluster refused
 */
export function askedCluster(answer: Answer<unknown>, refused: readonly ClusterError[]): AskedCluster {
  const { name, contexts, server } = answer.cluster;
  const asked = { name, contexts, server, durationMs: answer.durationMs };
  if (!answer.ok) return { ...asked, status: 'failed', error: answer.failure.message };
  if (refused.length === 0) return { ...asked, status: 'answered' };
  return { ...asked, status: 'degraded', error: refused.map(({ message }) => message).join('; ') };
}
