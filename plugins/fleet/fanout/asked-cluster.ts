import type { Answer } from './answer.ts';
import type { ClusterError } from '../../../kubernetes/errors/cluster-error.ts';

/**
 * A cluster that was asked, as every JSON document of ours lists it; one that failed is never left
 * out.
 */
export interface AskedCluster {
  name: string;
  contexts: readonly string[];
  server: string;
  /** degraded: some of what was asked for was refused. */
  status: 'answered' | 'degraded' | 'failed';
  error?: string;
  durationMs: number;
}

/** @param refused what the cluster refused of a question that it answered otherwise */
export function askedCluster(answer: Answer<unknown>, refused: readonly ClusterError[]): AskedCluster {
  const { name, contexts, server } = answer.cluster;
  const asked = { name, contexts, server, durationMs: answer.durationMs };
  if (!answer.ok) return { ...asked, status: 'failed', error: answer.failure.message };
  if (refused.length === 0) return { ...asked, status: 'answered' };
  return { ...asked, status: 'degraded', error: refused.map(({ message }) => message).join('; ') };
}
