import type { Answer } from './answer.ts';
import { nextStep } from './next-step.ts';
import type { ClusterError } from '../../../kubernetes/errors/cluster-error.ts';

/** Cluster that was asked, as every JSON document lists it. A failed cluster is listed too. */
export interface AskedCluster {
  name: string;
  contexts: readonly string[];
  server: string;
  /** degraded: the cluster refused a part of the request. */
  status: 'answered' | 'degraded' | 'failed';
  error?: string;
  /** The step that leads out of the failure, where it is known. */
  nextStep?: string;
  durationMs: number;
}

/**
 * Returns the entry of a cluster.
 * @param refused parts of the request that the cluster refused
 */
export function askedCluster(answer: Answer<unknown>, refused: readonly ClusterError[]): AskedCluster {
  const { name, contexts, server } = answer.cluster;
  const asked = { name, contexts, server, durationMs: answer.durationMs };
  if (!answer.ok) {
    const step = nextStep(answer.failure, answer.cluster);
    return {
      ...asked,
      status: 'failed',
      error: answer.failure.message,
      ...(step !== undefined && { nextStep: step }),
    };
  }
  if (refused.length === 0) return { ...asked, status: 'answered' };
  return { ...asked, status: 'degraded', error: refused.map(({ message }) => message).join('; ') };
}
