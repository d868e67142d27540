import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { EngineError } from '../../policies/engine/errors.ts';
import { findingOf } from '../../policies/review/finding.fixture.ts';
import { evaluationMetrics } from './evaluations.ts';

const nothing = { allowed: true, findings: [] };

function observed(): {
  metrics: ReturnType<typeof evaluationMetrics>;
  counts: (name: string) => Promise<string[]>;
} {
  const registry = new Registry();
  return {
    metrics: evaluationMetrics([registry]),
    counts: async name => {
      const text = await registry.getSingleMetricAsString(`kubectl_fleet_policy_${name}`);
      return text.split('\n').filter(line => !line.startsWith('#'));
    },
  };
}

test('each rule passes, or counts once with the gravest of what it found', async () => {
  const { metrics, counts } = observed();
  metrics.useRules(['be-kind', 'no-pets']);
  const findings = [findingOf(), findingOf({ action: 'warn' })];
  metrics.countDecision({ allowed: false, findings });
  metrics.countDecision(nothing);
  expect(await counts('evaluations_total')).toEqual([
    'kubectl_fleet_policy_evaluations_total{policy="no-pets",result="violation",mode="deny"} 1',
    'kubectl_fleet_policy_evaluations_total{policy="no-pets",result="pass",mode=""} 1',
    'kubectl_fleet_policy_evaluations_total{policy="be-kind",result="pass",mode=""} 2',
  ]);
});

test('what is asked twice is counted once', async () => {
  const { metrics, counts } = observed();
  metrics.useRules(['no-pets']);
  metrics.countDecision(nothing);
  await counts('evaluations_total');
  metrics.countDecision(nothing);
  expect(await counts('evaluations_total')).toEqual([
    'kubectl_fleet_policy_evaluations_total{policy="no-pets",result="pass",mode=""} 2',
  ]);
});

test('a rule that is new passes what is judged from then on, and one that is gone nothing more', async () => {
  const { metrics, counts } = observed();
  metrics.useRules(['no-pets']);
  metrics.countDecision(nothing);
  metrics.useRules(['be-kind']);
  metrics.countDecision(nothing);
  metrics.countDecision(nothing);
  expect(await counts('evaluations_total')).toEqual([
    'kubectl_fleet_policy_evaluations_total{policy="no-pets",result="pass",mode=""} 1',
    'kubectl_fleet_policy_evaluations_total{policy="be-kind",result="pass",mode=""} 2',
  ]);
});

test('a rule that is gone already when it says something passes nothing', async () => {
  const { metrics, counts } = observed();
  metrics.useRules([]);
  metrics.countDecision({ allowed: false, findings: [findingOf()] });
  expect(await counts('evaluations_total')).toEqual([
    'kubectl_fleet_policy_evaluations_total{policy="no-pets",result="violation",mode="deny"} 1',
  ]);
});

test("a user's rule that failed is an error of its own", async () => {
  const { metrics, counts } = observed();
  metrics.useRules(['no-cattle']);
  metrics.countDecision({ allowed: false, findings: [], failures: [{ rule: 'no-cattle', reason: 'conflict' }] });
  expect(await counts('evaluations_total')).toContain(
    'kubectl_fleet_policy_evaluations_total{policy="no-cattle",result="error",mode=""} 1',
  );
  expect(await counts('errors_total')).toEqual([
    'kubectl_fleet_policy_errors_total{policy="rules"} 0',
    'kubectl_fleet_policy_errors_total{policy="ownership"} 0',
    'kubectl_fleet_policy_errors_total{policy="no-cattle"} 1',
  ]);
});

test('an evaluation is timed, and counted where it throws', async () => {
  const { metrics, counts } = observed();
  expect(await metrics.timeEvaluation('ownership', () => 'payments')).toBe('payments');
  const failure = new EngineError('EVALUATION_FAILED', 'out of memory');
  const failing = metrics.timeEvaluation('rules', () => {
    throw failure;
  });
  await expect(failing).rejects.toThrow(failure);
  expect(await counts('eval_duration_seconds')).toEqual(
    expect.arrayContaining([
      'kubectl_fleet_policy_eval_duration_seconds_count{policy="ownership"} 1',
      'kubectl_fleet_policy_eval_duration_seconds_count{policy="rules"} 1',
    ]),
  );
  expect(await counts('errors_total')).toContain('kubectl_fleet_policy_errors_total{policy="rules"} 1');
});
