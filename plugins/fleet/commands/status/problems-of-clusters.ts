import { grouped } from '../../../../kubernetes/objects/grouped.ts';
import type { Engine } from '../../../../policies/engine/engine.ts';
import type { CredentialEnd } from '../../../../policies/health/health-objects.ts';
import type { FleetAnswers } from '../../../../policies/health/fleet-answers.ts';
import { severities, type Problem } from '../../../../policies/health/problem.ts';
import type { Answer } from '../../fanout/answer.ts';
import { nextStep } from '../../fanout/next-step.ts';
import type { ClusterHealth } from './read-health.ts';

/** Problem of an object in a cluster. */
export interface ClusterProblem extends Problem {
  cluster: string;
}

/**
 * Returns the problems of all clusters, the most urgent first. Equal problems of the parts of one
 * object, e.g. of the Pods of a Deployment, are one.
 * @param ends ends of credentials of clusters that did not answer, by the name of the cluster
 */
export function problemsOfClusters(
  answers: readonly Answer<ClusterHealth>[],
  engine: Engine,
  { now, ends }: { now: Date; ends: ReadonlyMap<string, readonly CredentialEnd[]> },
): ClusterProblem[] {
  const found = answers.flatMap(({ cluster: { name: cluster }, ...answer }) => {
    const problems = answer.ok
      ? answer.value.problems
      : engine.problems({ now: now.toISOString(), credentials: ends.get(cluster) ?? [] }).problems;
    return problems.map(problem => ({ ...problem, cluster }));
  });
  const all = [...engine.fleetProblems({ clusters: answers.map(answerForPolicy) }), ...found];
  const same = grouped(all, ({ cluster, severity, kind, namespace, name, reason }) =>
    JSON.stringify([cluster, severity, kind, namespace, name, reason]),
  );
  return [...same.values()].flatMap(joined).toSorted((one, other) => rank(one) - rank(other));
}

function answerForPolicy({ cluster, ...answer }: Answer<ClusterHealth>): FleetAnswers['clusters'][number] {
  const { name } = cluster;
  if (!answer.ok) {
    const { reason, message } = answer.failure;
    const step = nextStep(answer.failure, cluster);
    // The address differs for each cluster, and the list of clusters has it.
    const failure = {
      reason,
      message: message.replace(/ \([^()]*\)$/, ''),
      ...(step !== undefined && { nextStep: step }),
    };
    return { name, failure, unread: [] };
  }
  const { version, unread } = answer.value;
  return {
    name,
    ...(version !== undefined && { version }),
    unread: unread.map(({ list, error }) => ({ list, reason: error.reason, message: error.message })),
  };
}

function joined(same: readonly ClusterProblem[]): ClusterProblem[] {
  const [first] = same;
  if (first === undefined) return [];
  const since = same.flatMap(one => one.since ?? []).toSorted()[0];
  const count = same.reduce((sum, { parts }) => sum + (parts?.count ?? 1), 0);
  return [
    {
      ...first,
      ...(since !== undefined && { since }),
      ...(first.parts !== undefined && { parts: { ...first.parts, count } }),
    },
  ];
}

function rank({ severity }: Problem): number {
  return severities.indexOf(severity);
}
