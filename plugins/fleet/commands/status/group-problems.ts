import { grouped } from '../../../../kubernetes/objects/grouped.ts';
import { severities, type Severity } from '../../../../policies/health/problem.ts';
import { andMore } from '../../output/names-within.ts';
import { counted } from '../../output/counted.ts';
import type { ClusterProblem } from './problems-of-clusters.ts';

/** Problems that a person reads as one line. */
export interface Trouble {
  severity: Severity;
  clusters: readonly string[];
  /** Object and its state, e.g. "Deployment shop/cart: 0 of 3 replicas available". */
  text: string;
  since?: string;
  /** Step that leads out of it, where it is the same for all clusters. */
  nextStep?: string;
  /** Words of the command that shows more, without the clusters. */
  more: readonly string[];
}

/** Number of objects with the same trouble that have a line each. */
const mostLines = 3;

/** Number of objects that a line names. */
const mostNames = 3;

/**
 * Returns the problems as lines, the most urgent first, and of the same urgency those of most
 * clusters. An object with several problems is one line, and so is the same object in several
 * clusters. More than three objects with the same problems are one line.
 */
export function groupProblems(problems: readonly ClusterProblem[]): Trouble[] {
  const objects = [...grouped(problems, keyOf('cluster', 'kind', 'namespace', 'name')).values()].map(objectOf);
  const everywhere = [...grouped(objects, ({ key }) => key).values()];
  const alike = grouped(everywhere, ([first]) => first?.alike);
  const troubles = [...alike.values()].flatMap(lines =>
    lines.length > mostLines
      ? lines.slice(0, 1).flatMap(([first]) => (first ? [together(first, lines.flat())] : []))
      : lines.flatMap(oneOf),
  );
  return troubles.toSorted(
    (one, other) =>
      severities.indexOf(one.severity) - severities.indexOf(other.severity) ||
      other.clusters.length - one.clusters.length,
  );
}

/** One object of a cluster with all its problems. */
interface Afflicted {
  problems: readonly ClusterProblem[];
  severity: Severity;
  /** Equal for the same object with the same problems in another cluster. */
  key: string;
  /** Equal for other objects with the same problems. */
  alike: string;
}

function keyOf(...fields: ('cluster' | 'kind' | 'namespace' | 'name')[]): (problem: ClusterProblem) => string {
  return problem => JSON.stringify(fields.map(field => problem[field]));
}

function objectOf(problems: readonly ClusterProblem[]): Afflicted {
  const severity = severities.find(one => problems.some(problem => problem.severity === one)) ?? 'info';
  const [first] = problems;
  const alike = JSON.stringify([severity, first?.kind, problems.map(({ reason }) => reason)]);
  // A cluster has a name of its own in each line.
  const name = first?.kind === 'Cluster' ? [] : [first?.namespace, first?.name];
  return { problems, severity, alike, key: JSON.stringify([alike, ...name]) };
}

function oneOf(same: readonly Afflicted[]): Trouble[] {
  const [first] = same;
  const [problem] = first?.problems ?? [];
  if (first === undefined || problem === undefined) return [];
  const texts = new Set(same.map(({ problems }) => problems.map(messageOf).join('; ')));
  const [text = ''] = texts;
  const words = texts.size === 1 ? text : first.problems.map(({ reason }) => reason).join('; ');
  return [
    {
      ...common(first, same),
      text: problem.kind === 'Cluster' ? words : `${titleOf(problem)}: ${words}`,
      more: problem.more,
    },
  ];
}

function together(first: Afflicted, all: readonly Afflicted[]): Trouble {
  const problems = all.flatMap(one => one.problems.slice(0, 1));
  const names = [...new Set(problems.map(({ namespace, name }) => (namespace === '' ? name : `${namespace}/${name}`)))];
  const [problem] = problems;
  const { kind = '', more = [], namespace = '' } = problem ?? {};
  const reasons = first.problems.map(({ reason }) => reason).join('; ');
  const [verb = '', resource = ''] = more;
  return {
    ...common(first, all),
    text: `${counted(names.length, kind)} (${andMore(names, mostNames)}): ${reasons}`,
    more: verb === 'describe' ? ['get', resource, ...(namespace === '' ? [] : ['-A'])] : more,
  };
}

function common(
  { severity }: Afflicted,
  all: readonly Afflicted[],
): Pick<Trouble, 'severity' | 'clusters' | 'since' | 'nextStep'> {
  const problems = all.flatMap(one => one.problems);
  const since = problems.flatMap(one => one.since ?? []).toSorted()[0];
  const steps = new Set(problems.flatMap(({ nextStep }) => nextStep ?? []));
  const [step] = steps;
  return {
    severity,
    clusters: [...new Set(problems.map(({ cluster }) => cluster))],
    ...(since !== undefined && { since }),
    ...(steps.size === 1 && step !== undefined && { nextStep: step }),
  };
}

function titleOf({ kind, namespace, name }: ClusterProblem): string {
  return `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`;
}

function messageOf({ message, parts }: ClusterProblem): string {
  return parts === undefined || parts.count === 1 ? message : `${message} (${counted(parts.count, parts.noun)})`;
}
