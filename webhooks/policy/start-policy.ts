import type { FastifyBaseLogger } from 'fastify';
import type { Engine } from '../../policies/engine/engine.ts';
import type { PolicyFiles } from '../../policies/engine/policy-files.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { PolicyConfig } from './policy-config.ts';
import type { NewEvent, RecordEvent } from '../../kubernetes/events/events.ts';
import { retryLoop } from '../../kubernetes/retry/retry-loop.ts';
import { reasonOf } from '../../kubernetes/errors/reason.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { ReviewEvaluator } from '../evaluation/review-evaluator.ts';
import { pendingRules } from './pending-rules.ts';
import { policyReloader, type Part } from './reload-policy.ts';
import { rulesLoader } from './load-rules.ts';
import { policyMetrics } from './policy-metrics.ts';
import { isPending, withSettings, type LoadedRules, type Policy } from './policy.ts';

/** Options of the start. */
interface StartOptions {
  /** Folder of the built-in rules. */
  builtIn: URL;
  startEvaluator: (engine: Engine, files: PolicyFiles) => ReviewEvaluator;
  now: () => Date;
}

/** Dependencies of the reload. */
interface ReloadDependencies {
  readConfig: () => Promise<PolicyConfig>;
  cluster: Pick<Cluster, 'exemptions' | 'facts' | 'policyChanged'>;
  metrics: Pick<Metrics, 'useRules' | 'registry'>;
  log: Pick<FastifyBaseLogger, 'info' | 'warn'>;
  /** Undefined where the configuration names no namespace. */
  events: { record: RecordEvent; self: NewEvent['about'] } | undefined;
  signal: AbortSignal;
}

interface StartedPolicy {
  /** Returns the current policy. */
  policy: () => Policy;
  /** Lists the reasons why no review is evaluated, for users; empty once a bundle was loaded. */
  missing: () => string[];
  /** Reloads the policy every three seconds until the signal is aborted. */
  keepReloading: (dependencies: ReloadDependencies) => void;
}

/**
 * Loads the policy of a configuration. A bundle that is broken when the process starts has no good
 * predecessor, so no review is evaluated until it is repaired.
 * @throws EngineError where the built-in rules are broken
 */
export async function startPolicy(
  config: PolicyConfig,
  { builtIn, startEvaluator, now }: StartOptions,
): Promise<StartedPolicy> {
  let cluster: ReloadDependencies['cluster'] | undefined;
  const loadRules = rulesLoader(builtIn, {
    known: () => (cluster ? { cluster: cluster.facts(), exemptions: cluster.exemptions() } : { cluster: {} }),
    startEvaluator,
    now,
  });
  let refusal = '';
  const rules = await loadRules(config).catch(async (error: unknown) => {
    if (config.bundle === undefined) throw error;
    refusal = reasonOf(error);
    return pendingRules(builtIn);
  });
  let policy = withSettings(rules, config.settings);
  return {
    policy: () => policy,
    missing: () => (isPending(policy) ? [`bundle: ${refusal}`] : []),
    keepReloading: ({ readConfig, cluster: followed, metrics, log, events, signal }) => {
      cluster = followed;
      const recordEvent = (reason: string, message: string): void => {
        events?.record({ about: events.self, type: 'Warning', reason, message });
      };
      const onChange = (next: Policy, changed: Part): void => {
        policy = next;
        if (changed === 'bundle') {
          metrics.useRules(policy.engine.rules());
          followed.policyChanged();
        }
        log.info(logFields(next), changed === 'bundle' ? 'other rules are judged by' : 'other settings are judged by');
      };
      const onRefused = (part: Part, problem: string): void => {
        if (part === 'bundle') refusal = problem;
        const then =
          part === 'bundle' && isPending(policy) ? 'nothing is judged until it is right' : 'the last good one is kept';
        log.warn({ ...logFields(policy), problem }, `the ${part} was refused, ${then}`);
        count(part);
        recordEvent(reasons[part], problem);
      };
      const onSkipped = (problem: string): void => {
        log.warn({ ...logFields(policy), problem }, 'an entry of the settings is skipped');
        recordEvent('SettingSkipped', problem);
      };
      const onRetired = ({ evaluator }: LoadedRules): void => {
        // Reviews that have begun still use these rules.
        setTimeout(evaluator.close, 1_000).unref();
      };
      const onStale = (key: string): void => {
        log.warn(`${key} in the configuration has changed: it is read when the process starts`);
      };
      const reloading = { readConfig, loadRules, onChange, onRetired, onRefused, onSkipped, onStale };
      const { reload, refused } = policyReloader({ config, policy }, reloading);
      const count = policyMetrics(metrics.registry, { policy: () => policy, refused, now });
      void retryLoop(reload, { signal, onProblem: log.warn.bind(log) }, () => 3_000);
    },
  };
}

const reasons: Readonly<Record<Part, string>> = { bundle: 'BundleRefused', settings: 'SettingsRefused' };

function logFields({ digest, signedBy }: Policy): object {
  return { policy: digest, ...(signedBy !== undefined && { signedBy }) };
}
