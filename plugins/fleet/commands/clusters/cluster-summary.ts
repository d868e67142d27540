import type { Answer } from '../../fanout/answer.ts';
import type { Part } from '../../inventory/read-inventory.ts';
import type { InventoryWithFacts } from '../../inventory/inventory-with-facts.ts';

/**
 * Summary of one cluster. A part that could not be read is undefined, and absent in JSON, whose
 * keys are these names.
 */
export interface ClusterSummary {
  name: string;
  contexts: readonly string[];
  server: string;
  status: 'ready' | 'degraded' | 'failed';
  error?: string;
  durationMs: number;
  version?: string | undefined;
  nodes?: { ready: number; total: number; virtual: number } | undefined;
  namespaces?: number | undefined;
  workloads?: number | undefined;
  roles?: readonly string[] | undefined;
  /** Owner of the cluster; '' if it has none. */
  owner?: string | undefined;
  /** Reasons for absent parts, by part. */
  unread?: Partial<Record<Part, string>> | undefined;
}

/**
 * Returns the summary of one cluster's answer. The policy decides which nodes are ready or virtual,
 * and the roles and the owner of the cluster.
 */
export function summarize(answer: Answer<InventoryWithFacts>): ClusterSummary {
  const { name, contexts, server } = answer.cluster;
  const asked = { name, contexts, server, durationMs: answer.durationMs };
  if (!answer.ok) return { ...asked, status: 'failed', error: answer.failure.message };
  const { objects, facts, unread } = answer.value;
  const nodes = facts.nodes && {
    ready: facts.nodes.filter(({ ready }) => ready).length,
    total: facts.nodes.length,
    virtual: facts.nodes.filter(({ provider }) => provider !== '').length,
  };
  const isComplete = !unread.some(({ part }) => part === 'workloads');
  return {
    ...asked,
    status: nodes !== undefined && nodes.ready < nodes.total ? 'degraded' : 'ready',
    version: facts.version,
    nodes,
    namespaces: objects.namespaces?.length,
    workloads: isComplete ? objects.workloads?.length : undefined,
    roles: facts.roles?.map(({ title }) => title),
    owner: facts.owner,
    unread:
      unread.length === 0 ? undefined : Object.fromEntries(unread.map(({ part, error }) => [part, error.message])),
  };
}
