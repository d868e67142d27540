import type { Answer } from '../../fanout/answer.ts';
import { askedCluster } from '../../fanout/asked-cluster.ts';
import { inThousandths, inUnits, percentOf, sumOf, type Amounts } from './amounts.ts';
import type { NodeUsage } from './read-nodes.ts';
import type { PodUsage } from './read-pods.ts';
import { podUsage, type InCluster } from './usage-table.ts';

/** Returns the document of `top nodes`. An amount that is not known is absent. */
export function nodesDocument(answers: readonly Answer<unknown>[], nodes: readonly InCluster<NodeUsage>[]): object {
  return {
    ...head('NodeUsageList', answers),
    nodes: nodes.map(({ cluster, name, usage, available }) => ({
      cluster,
      name,
      ...(usage !== undefined && { ...plain(usage), ...percents(usage, available) }),
      available: plain(available),
    })),
  };
}

/** Returns the document of `top pods`. */
export function podsDocument(
  answers: readonly Answer<unknown>[],
  pods: readonly InCluster<PodUsage>[],
  sum: boolean,
): object {
  return {
    ...head('PodUsageList', answers),
    pods: pods.map(pod => ({
      cluster: pod.cluster,
      namespace: pod.namespace,
      name: pod.name,
      ...plain(podUsage(pod)),
      containers: pod.containers.map(({ name, usage }) => ({ name, ...plain(usage) })),
    })),
    ...(sum && { sum: plain(sumOf(pods.map(podUsage))) }),
  };
}

function head(kind: string, answers: readonly Answer<unknown>[]): object {
  return {
    apiVersion: 'kubectl-fleet.io/v1alpha1',
    kind,
    clusters: answers.map(answer => askedCluster(answer, [])),
  };
}

/** Returns amounts as numbers in the units of their names. */
function plain({ cpu, memory, swap }: Amounts): object {
  return {
    ...(cpu !== undefined && { cpuMillicores: Number(inThousandths(cpu)) }),
    ...(memory !== undefined && { memoryBytes: Number(inUnits(memory)) }),
    ...(swap !== undefined && { swapBytes: Number(inUnits(swap)) }),
  };
}

function percents(used: Amounts, available: Amounts): object {
  const part = (name: 'cpu' | 'memory') =>
    used[name] === undefined || available[name] === undefined ? undefined : percentOf(used[name], available[name]);
  return { cpuPercent: part('cpu'), memoryPercent: part('memory') };
}
