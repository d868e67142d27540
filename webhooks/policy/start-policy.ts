import type { FastifyBaseLogger } from 'fastify';
import type { Engine } from '../../policies/engine/engine.ts';
import type { PolicyFiles } from '../../policies/engine/policy-files.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { PolicyConfig } from './policy-config.ts';
import type { NewEvent, RecordEvent } from '../../kubernetes/events/events.ts';
import { retryLoop } from '../../kubernetes/retry/retry-loop.ts';
import { reasonOf } from '../../kubernetes/errors/reason.ts';
import type { Instruments } from '../metrics/metrics.ts';
import type { Judge } from '../evaluation/judge.ts';
import { awaitedRules } from './awaited-rules.ts';
import { followPolicy, type Part } from './follow-policy.ts';
import { rulesLoader } from './load-rules.ts';
import { policyMetrics } from './policy-metrics.ts';
import { isAwaited, withSettings, type LoadedRules, type Policy } from './policy.ts';

interface Start {
  /** Folder of the rules that the webhook brings. */
  builtIn: URL;
  startJudge: (engine: Engine, files: PolicyFiles) => Judge;
  now: () => Date;
}

/** All that is told of a policy, or wants to be. */
interface Surroundings {
  readConfig: () => Promise<PolicyConfig>;
  cluster: Pick<Cluster, 'exemptions' | 'facts' | 'policyChanged'>;
  instruments: Pick<Instruments, 'judgedBy' | 'registry'>;
  log: Pick<FastifyBaseLogger, 'info' | 'warn'>;
  /** undefined where nobody said in which namespace the webhook is. */
  events: { record: RecordEvent; self: NewEvent['about'] } | undefined;
  signal: AbortSignal;
}

interface StartedPolicy {
  /** What is judged by now. */
  policy: () => Policy;
  /** Why nothing is judged yet, in words; empty once a bundle was taken. */
  missing: () => string[];
  /** Looks every three seconds for what has changed and takes it up, until the signal is aborted. */
  follow: (surroundings: Surroundings) => void;
}

/**
 * Loads the policy of a configuration. A bundle that is broken when the process starts has no last good one before it: nothing is judged until
 * it is right.
 * @throws EngineError where the rules that the webhook brings are broken
 */
export async function startPolicy(config: PolicyConfig, { builtIn, startJudge, now }: Start): Promise<StartedPolicy> {
  let cluster: Surroundings['cluster'] | undefined;
  const loadRules = rulesLoader(builtIn, {
    known: () => (cluster ? { cluster: cluster.facts(), exemptions: cluster.exemptions() } : { cluster: {} }),
    startJudge,
    now,
  });
  let refusal = '';
  const rules = await loadRules(config).catch(async (error: unknown) => {
    if (config.bundle === undefined) throw error;
    refusal = reasonOf(error);
    return awaitedRules(builtIn);
  });
  let policy = withSettings(rules, config.settings);
  return {
    policy: () => policy,
    missing: () => (isAwaited(policy) ? [`bundle: ${refusal}`] : []),
    follow: ({ readConfig, instruments, log, events, signal, ...surroundings }) => {
      ({ cluster } = surroundings);
      const tell = (reason: string, message: string): void => {
        events?.record({ about: events.self, type: 'Warning', reason, message });
      };
      const onChange = (next: Policy, changed: Part): void => {
        policy = next;
        if (changed === 'bundle') {
          instruments.judgedBy(policy.engine.rules());
          surroundings.cluster.policyChanged();
        }
        log.info(told(next), changed === 'bundle' ? 'other rules are judged by' : 'other settings are judged by');
      };
      const onRefused = (part: Part, problem: string): void => {
        if (part === 'bundle') refusal = problem;
        const then =
          part === 'bundle' && isAwaited(policy) ? 'nothing is judged until it is right' : 'the last good one is kept';
        log.warn({ ...told(policy), problem }, `the ${part} was refused, ${then}`);
        count(part);
        tell(reasons[part], problem);
      };
      const onSkipped = (problem: string): void => {
        log.warn({ ...told(policy), problem }, 'an entry of the settings is skipped');
        tell('SettingSkipped', problem);
      };
      const onRetired = ({ judge }: LoadedRules): void => {
        // Whoever has begun with them goes on with them.
        setTimeout(judge.close, 1_000).unref();
      };
      const onStale = (key: string): void => {
        log.warn(`${key} in the configuration has changed: it is read when the process starts`);
      };
      const following = { readConfig, loadRules, onChange, onRetired, onRefused, onSkipped, onStale };
      const { look, refused } = followPolicy({ config, policy }, following);
      const count = policyMetrics(instruments.registry, { policy: () => policy, refused, now });
      void retryLoop(look, { signal, onProblem: log.warn.bind(log) }, () => 3_000);
    },
  };
}

const reasons: Readonly<Record<Part, string>> = { bundle: 'BundleRefused', settings: 'SettingsRefused' };

function told({ digest, signedBy }: Policy): object {
  return { policy: digest, ...(signedBy !== undefined && { signedBy }) };
}
