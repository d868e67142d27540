import { Counter, Histogram, type Registry } from 'prom-client';
import type { Decision } from '../../policies/review/decision.ts';

/** What is evaluated: all rules in one call, of which nobody can tell how long each took, or who owns an object. */
export type Evaluated = 'rules' | 'ownership';

/** What the policy was asked and what it said. */
export interface EvaluationInstruments {
  /** Tells by which rules is judged from now on. */
  judgedBy: (rules: readonly string[]) => void;
  /** Counts what each rule said of one object. */
  decided: (decision: Decision) => void;
  /** Times an evaluation and counts one that throws. */
  evaluating: <Answer>(what: Evaluated, evaluate: () => Answer | Promise<Answer>) => Promise<Answer>;
}

export function evaluationInstruments(registers: Registry[]): EvaluationInstruments {
  const passed = passes();
  const evaluations = new Counter({
    name: 'kubectl_fleet_policy_evaluations_total',
    help: 'Objects judged by each rule; mode is the gravest action of what it found, and empty where it found nothing',
    labelNames: ['policy', 'result', 'mode'],
    registers,
    // A review is judged by all rules: to count where they found nothing would be a dozen steps in each, and is one subtraction here.
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
    judgedBy: passed.judgedBy,
    decided: ({ findings, failures = [] }) => {
      passed.judged();
      // The gravest comes first.
      const modes = new Map(findings.toReversed().map(({ rule, action }) => [rule, action]));
      for (const [policy, mode] of modes) {
        passed.spoke(policy);
        evaluations.inc({ policy, result: 'violation', mode });
      }
      for (const { rule } of failures) {
        passed.spoke(rule);
        evaluations.inc({ policy: rule, result: 'error', mode: '' });
        errors.inc({ policy: rule });
      }
    },
    evaluating: async (policy, evaluate) => {
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

/** Counts for each rule the objects of which it said nothing, since somebody last asked. */
function passes(): {
  judgedBy: EvaluationInstruments['judgedBy'];
  judged: () => void;
  spoke: (rule: string) => void;
  take: () => Map<string, number>;
} {
  let counts = new Map<string, number>();
  let rules: readonly string[] = [];
  let objects = 0;
  const settle = (): void => {
    for (const rule of rules) counts.set(rule, (counts.get(rule) ?? 0) + objects);
    objects = 0;
  };
  return {
    judgedBy: names => {
      settle();
      rules = names;
    },
    judged: () => objects++,
    spoke: rule => {
      // A rule that was taken away while it judged never passes.
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
