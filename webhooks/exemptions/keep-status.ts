import type { ExemptionStates } from '../../policies/settings/exemption.ts';
import type { Settings } from '../../policies/settings/schema.ts';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import type { Client } from '../../kubernetes/client/client.ts';
import { retryLoop, type RetryOptions } from '../../kubernetes/retry/retry-loop.ts';
import { reflectRead } from '../cluster/reflect-read.ts';
import type { Reflector } from '../../kubernetes/watch/reflector.ts';
import { reasonOf } from '../../kubernetes/errors/reason.ts';
import type { ExemptionMetrics } from '../metrics/exemptions.ts';
import { pathOf, type Read } from '../../policies/facts/reads.ts';
import { isStored, stateOf, statusPatch, type StateWithReason, type Stored } from './status.ts';
import type { Uses } from './uses.ts';
import { hasReason } from '../../kubernetes/errors/cluster-error.ts';

/** Part of the engine that the status needs. */
interface StatusEngine {
  /** Returns the lists that the policy reads from a cluster. */
  reads: () => Read[];
  /** Returns the ids of all rules. */
  rules: () => string[];
  exemptionStates: (about: { exemptions: KubernetesObject[]; settings: Settings; now: string }) => ExemptionStates;
}

interface StatusDependencies {
  policy: () => { engine: StatusEngine; settings: Settings };
  uses: Uses;
  /** Undefined if callers are not authenticated. Then any client can raise the uses. */
  callers?: object | undefined;
  /** Returns why no review can be decided yet. Without its rules an exemption is malformed. */
  missing: () => string[];
  /** Returns true if the cluster serves the API group. */
  serves: (group: string) => boolean;
  now: () => Date;
  metrics: ExemptionMetrics;
}

const fields = [
  ...['resourceVersion', 'generation', 'creationTimestamp'].map(field => ['metadata', field]),
  ['spec'],
  ['status'],
];

/**
 * Writes the status of the cluster's exemptions until the signal is aborted: the state as soon as
 * it changes, and the uses once a minute. Every replica does so. After a conflict it reads the
 * status again and adds its own uses.
 * @returns a function that writes the remaining uses at the end of the process
 */
export function keepExemptionStatus(
  client: Client,
  { policy, uses, callers, missing, serves, now, metrics }: StatusDependencies,
  keeping: RetryOptions,
): () => Promise<void> {
  const read = policy()
    .engine.reads()
    .find(({ into }) => into === 'exemptions');
  let reflector: Reflector | undefined;

  const write = async (read: Read, withUses: boolean): Promise<void> => {
    const stored = (reflector?.objects() ?? []).filter(isExemption);
    const states = statesOf(stored);
    metrics.exemptions(states.map(({ state }) => state));
    const problems: string[] = [];
    for (const [index, exemption] of stored.entries()) {
      const { name } = exemption.metadata;
      const use = withUses ? uses.of(name) : undefined;
      const patch = statusPatch(exemption, states[index] ?? { state: 'Malformed' }, use, callers !== undefined);
      if (patch === undefined) continue;
      try {
        await client.write('PATCH', `${pathOf(read)}/${name}/status?fieldManager=kubectl-fleet`, patch);
        if (use !== undefined) uses.settle(name, use);
      } catch (error) {
        if (!isConflict(error)) problems.push(reasonOf(error));
      }
    }
    if (problems.length > 0) throw new Error(problems.join('; '));
  };

  const statesOf = (stored: readonly (KubernetesObject & Stored)[]): StateWithReason[] => {
    const { engine, settings } = policy();
    const states = engine.exemptionStates({ exemptions: [...stored], settings, now: now().toISOString() });
    return stored.map(exemption => stateOf(exemption, engine.rules(), states));
  };

  let due = true;
  let flushed = 0;
  void retryLoop(async () => {
    if (read === undefined || !serves(read.group) || missing().length > 0) return;
    const onChange = (): void => {
      due = true;
    };
    reflector ??= reflectRead(client, { ...read, fields }, { ...keeping, onChange });
    const isMinute = performance.now() - flushed >= 60_000;
    if (!due && !isMinute) return;
    due = false;
    if (isMinute) flushed = performance.now();
    await write(read, isMinute);
  }, keeping);

  return async () => {
    if (read !== undefined && missing().length === 0) await write(read, true);
  };
}

function isExemption(object: KubernetesObject): object is KubernetesObject & Stored {
  return isStored(object);
}

/** Returns true if the exemption was changed or deleted meanwhile. That needs no report. */
function isConflict(error: unknown): boolean {
  return hasReason(error, 'Conflict', 'NotFound');
}
