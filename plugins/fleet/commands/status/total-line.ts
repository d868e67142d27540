import { severities } from '../../../../policies/health/problem.ts';
import type { Answer } from '../../fanout/answer.ts';
import { counted } from '../../output/counted.ts';
import type { ClusterProblem } from './problems-of-clusters.ts';

/** Returns the last line: the numbers of clusters, and of problems by their severity. */
export function totalLine(answers: readonly Answer<unknown>[], problems: readonly ClusterProblem[]): string {
  const answered = answers.filter(({ ok }) => ok).length;
  const clusters = `${counted(answers.length, 'cluster')}, ${answered === answers.length ? 'all' : answered} answered`;
  const counts = severities.flatMap(severity => {
    const count = problems.filter(problem => problem.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}`];
  });
  return `${clusters}: ${counts.length === 0 ? 'no problems' : counts.join(', ')}`;
}
