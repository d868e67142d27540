import { Counter, Histogram, type Registry } from 'prom-client';
import type { Decision } from '../../policies/review/decision.ts';

/**
 * Kinds of evaluations. One call evaluates all rules, so the time of a single rule is not known;
 * another evaluates the owner of an object.
 */
export type Evaluated = 'rules' | 'ownership';

/** Metrics of evaluations and their results. */
export interface EvaluationMetrics {
  /** Sets the ids of the rules that are evaluated from now on. */
  useRules: (rules: readonly string[]) => void;
  /** Counts the result of each rule for one object. */
  countDecision: (decision: Decision) => void;
  /** Measures the time of an evaluation and counts it if it throws. @throws as `evaluate` */
  timeEvaluation: <Answer>(what: Evaluated, evaluate: () => Answer | Promise<Answer>) => Promise<Answer>;
}

export function evaluationMetrics(registers: Registry[]): EvaluationMetrics {
  const passed = countPasses();
  const evaluations = new Counter({
    name: 'kubectl_fleet_policy_evaluations_total',
    help: 'Objects judged by each rule; mode is the gravest action of what it found, and empty where it found nothing',
    labelNames: ['policy', 'result', 'mode'],
    registers,
    // Most rules find nothing in a review. One subtraction here replaces a dozen increments there.
    collect: () => {
      for (const [policy, count] of passed.take()) evaluations.inc({ policy, result: 'pass', mode: '' }, count);
    },
  });
  const durations = new Histogram({
    name: 'kubectl_fleet_policy_eval_duration_seconds',
    help: 'Time of one evaluation, of all rules at once or of ownership',
    labelNames: ['policy'],
    buckets: [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5],
    registers,
  });
  const errors = new Counter({
    name: 'kubectl_fleet_policy_errors_total',
    help: 'Evaluations that ended in no answer, and reviews that a rule of the user could not judge',
    labelNames: ['policy'],
    registers,
  });
  for (const policy of ['rules', 'ownership']) errors.inc({ policy }, 0);
  return {
    useRules: passed.useRules,
    countDecision: ({ findings, failures = [] }) => {
      passed.addObject();
      // The findings are sorted: the gravest comes first.
      const modes = new Map(findings.toReversed().map(({ rule, action }) => [rule, action]));
      for (const [policy, mode] of modes) {
        passed.subtract(policy);
        evaluations.inc({ policy, result: 'violation', mode });
      }
      for (const { rule } of failures) {
        passed.subtract(rule);
        evaluations.inc({ policy: rule, result: 'error', mode: '' });
        errors.inc({ policy: rule });
      }
    },
    timeEvaluation: async (policy, evaluate) => {
      const start = performance.now();
      try {
        return await evaluate();
      } catch (error) {
        errors.inc({ policy });
        throw error;
      } finally {
        durations.observe({ policy }, (performance.now() - start) / 1000);
      }
    },
  };
}

/** Counts of the objects in which a rule found nothing. */
interface PassCounts {
  useRules: (rules: readonly string[]) => void;
  /** Counts one object for all rules. */
  addObject: () => void;
  /** Takes one object back for a rule that has found something in it, or failed. */
  subtract: (rule: string) => void;
  /** Returns the count of each rule since the last call. */
  take: () => Map<string, number>;
}

function countPasses(): PassCounts {
  let counts = new Map<string, number>();
  let rules: readonly string[] = [];
  let objects = 0;
  const settle = (): void => {
    for (const rule of rules) counts.set(rule, (counts.get(rule) ?? 0) + objects);
    objects = 0;
  };
  return {
    useRules: names => {
      settle();
      rules = names;
    },
    addObject: () => objects++,
    subtract: rule => {
      // A rule that was removed during the evaluation has no count.
      if (rules.includes(rule)) counts.set(rule, (counts.get(rule) ?? 0) - 1);
    },
    take: () => {
      settle();
      const taken = counts;
      counts = new Map();
      return taken;
    },
  };
}
