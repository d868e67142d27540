import { Type, type Static } from 'typebox';

/** Severities of problems, the most urgent first. An `info` is no reason to act. */
export const severities = ['critical', 'warning', 'info'] as const;
export type Severity = (typeof severities)[number];

/** Problem of an object of a cluster, or of the cluster itself, as the policy judges it. */
export const Problem = Type.Object({
  severity: Type.Enum([...severities]),
  /** Kind of the object that a person looks at, e.g. the Deployment of a failing Pod. */
  kind: Type.String(),
  /** '' for an object without a namespace. */
  namespace: Type.String(),
  name: Type.String(),
  /** Words that are equal for equal problems of different objects, e.g. CrashLoopBackOff. */
  reason: Type.String(),
  message: Type.String(),
  /** Time since which the problem exists, in RFC 3339, where it is known. */
  since: Type.Optional(Type.String()),
  /** Number of parts of the object that have the problem, and their noun, e.g. 3 Pods. */
  parts: Type.Optional(Type.Object({ count: Type.Integer(), noun: Type.String() })),
  /** Step that leads out of the problem, where it is known. */
  nextStep: Type.Optional(Type.String()),
  /** Words of the command of `kubectl fleet` that shows more, without the clusters. */
  more: Type.Array(Type.String()),
});
export type Problem = Static<typeof Problem>;

/** Problem of a cluster as such. */
export const FleetProblem = Type.Object({ ...Problem.properties, cluster: Type.String() });
export type FleetProblem = Static<typeof FleetProblem>;
