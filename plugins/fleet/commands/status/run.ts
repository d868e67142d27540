import { loadEngine, type Engine } from '../../../../policies/engine/engine.ts';
import type { ExitCode } from '../../command-line/exit-code.ts';
import type { Environment } from '../../command-line/environment.ts';
import type { FlagsOf } from '../../command-line/flags/flag.ts';
import type { Answer } from '../../fanout/answer.ts';
import { askFleet } from '../../fanout/ask-fleet.ts';
import { askedCluster } from '../../fanout/asked-cluster.ts';
import { exitCodeOf } from '../../fanout/failures.ts';
import { isColoured } from '../../output/colour.ts';
import { documentText } from '../../output/format.ts';
import { moreCommand, statusLines } from './status-lines.ts';
import { credentialEnds } from './credential-ends.ts';
import { restOfAnswers } from './first-answer.ts';
import type { statusFlags } from './flags.ts';
import { groupProblems } from './group-problems.ts';
import { problemsOfClusters, type ClusterProblem } from './problems-of-clusters.ts';
import { readHealth, type ClusterHealth } from './read-health.ts';
import { totalLine } from './total-line.ts';

type Flags = FlagsOf<typeof statusFlags>;

/**
 * Prints the problems of all clusters, the most urgent first.
 * @throws FleetError, EngineError, KubeconfigError
 */
export async function showStatus(flags: Flags, environment: Environment): Promise<ExitCode> {
  const now = environment.now();
  const { timeout: patience } = flags;
  let loading: Promise<Engine> | undefined;
  const engine = () => (loading ??= loadEngine(environment.policyFolder));
  const answers = await askFleet(
    readHealth(engine, now, { patience, interrupt: environment.signal }),
    { ...flags, timeout: patience === 0 ? 0 : patience + restOfAnswers },
    environment,
    joined,
  );
  const failed = answers.filter(({ ok }) => !ok);
  const ends = await Promise.all(
    failed.map(async ({ cluster }) => [cluster.name, await credentialEnds(cluster)] as const),
  );
  const problems = problemsOfClusters(answers, await engine(), { now, ends: new Map(ends) });
  await print(answers, problems, flags, environment);
  return exitCode(answers, problems);
}

/**
 * Joins the answers of two contexts of one cluster, which have credentials and rights of their own.
 * A list is unread where neither could read it.
 */
function joined(first: ClusterHealth, second: ClusterHealth): ClusterHealth {
  const known = new Set(first.problems.map(problem => JSON.stringify(problem)));
  const isNew = (problem: ClusterHealth['problems'][number]) => !known.has(JSON.stringify(problem));
  const isUnread = (list: string) => second.unread.some(unread => unread.list === list);
  return {
    ...first,
    problems: [...first.problems, ...second.problems.filter(problem => isOfContext(problem) || isNew(problem))],
    unread: first.unread.filter(({ list }) => isUnread(list)),
  };
}

function isOfContext({ kind }: ClusterHealth['problems'][number]): boolean {
  return kind === 'Cluster';
}

async function print(
  answers: readonly Answer<ClusterHealth>[],
  problems: readonly ClusterProblem[],
  flags: Flags,
  environment: Environment,
): Promise<void> {
  const { output: format } = flags;
  const isWhole = flags.clusters.length === 0 && flags.context.length === 0;
  const clusters = isWhole ? answers.length : undefined;
  if (format !== 'table' && format !== 'wide') {
    const asked = answers.map(answer =>
      askedCluster(answer, answer.ok ? answer.value.unread.map(({ error }) => error) : []),
    );
    const entries = problems.map(problem => ({
      ...problem,
      more: moreCommand({ more: problem.more, clusters: [problem.cluster] }, { clusters }),
    }));
    const head = { apiVersion: 'kubectl-fleet.io/v1alpha1', kind: 'FleetStatus' };
    environment.stdout(await documentText(format, { ...head, clusters: asked, problems: entries }));
    return;
  }
  const width = format === 'wide' ? undefined : environment.terminal.width;
  const lines = statusLines(groupProblems(problems), {
    now: environment.now(),
    width,
    isColoured: isColoured(flags.color, environment),
    clusters,
  });
  environment.stdout([...lines, totalLine(answers, problems)].join('\n'));
}

/** A cluster that did not answer is a problem too, and the exit code of the failure says more. */
function exitCode(answers: readonly Answer<ClusterHealth>[], problems: readonly ClusterProblem[]): ExitCode {
  const code = exitCodeOf(answers);
  if (code !== 0) return code;
  if (answers.some(answer => answer.ok && answer.value.unread.length > 0)) return 3;
  return problems.some(({ severity }) => severity !== 'info') ? 1 : 0;
}
