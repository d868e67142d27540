import type { Read } from '../../policies/facts/cluster-facts.ts';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import { pathOf } from '../../policies/facts/reads.ts';
import type { Callers } from '../authentication/callers.ts';
import type { ClusterStream, ClusterWriter } from '../cluster/client.ts';
import { keepDoing, type Keeping } from '../cluster/keep-doing.ts';
import { reflect, type Reflector } from '../cluster/reflector.ts';
import { reasonOf, WebhookError } from '../errors/webhook-error.ts';
import type { ExemptionInstruments } from '../metrics/exemptions.ts';
import type { Policy } from '../policy/policy.ts';
import { isStored, standingOf, statusPatch, type Stored } from './status.ts';
import type { Uses } from './uses.ts';

interface Exemptions {
  policy: () => { engine: Pick<Policy['engine'], 'reads' | 'rules' | 'standings'>; settings: Policy['settings'] };
  uses: Uses;
  /** Undefined when senders of reviews prove nothing, so that anybody who reaches the port can raise the uses. */
  callers?: Callers | undefined;
  /** Why nothing can be judged yet: without its rules an exemption would be malformed. */
  missing: () => string[];
  /** Whether the cluster serves an API group. */
  serves: (group: string) => boolean;
  now: () => Date;
  instruments: ExemptionInstruments;
}

const fields = [
  ...['resourceVersion', 'generation', 'creationTimestamp'].map(field => ['metadata', field]),
  ['spec'],
  ['status'],
];

/**
 * Keeps the status of the cluster's exemptions until the signal is aborted: how they stand as soon as it changes, and once a minute how
 * often they were used. Every replica does so: who was slower reads again and adds its own.
 * @returns what writes the uses that are left, for the end of the process
 */
export function keepExemptionStatus(
  client: ClusterWriter & ClusterStream,
  { policy, uses, callers, missing, serves, now, instruments }: Exemptions,
  keeping: Keeping,
): () => Promise<void> {
  const read = policy()
    .engine.reads()
    .find(({ into }) => into === 'exemptions');
  let reflector: Reflector | undefined;

  const write = async (read: Read, withUses: boolean): Promise<void> => {
    const stored = (reflector?.objects() ?? []).filter(isExemption);
    const standings = standingsOf(stored);
    instruments.exemptions(standings.map(({ state }) => state));
    const problems: string[] = [];
    for (const [index, exemption] of stored.entries()) {
      const { name } = exemption.metadata;
      const use = withUses ? uses.of(name) : undefined;
      const patch = statusPatch(exemption, standings[index] ?? { state: 'Malformed' }, use, callers !== undefined);
      if (patch === undefined) continue;
      try {
        await client.write('PATCH', `${pathOf(read)}/${name}/status?fieldManager=kubectl-fleet`, patch);
        if (use !== undefined) uses.settle(name, use);
      } catch (error) {
        if (!isPassing(error)) problems.push(reasonOf(error));
      }
    }
    if (problems.length > 0) throw new WebhookError('CLUSTER_REFUSED', problems.join('; '));
  };

  const standingsOf = (stored: readonly (KubernetesObject & Stored)[]): ReturnType<typeof standingOf>[] => {
    const { engine, settings } = policy();
    const standings = engine.standings({ exemptions: [...stored], settings, now: now().toISOString() });
    return stored.map(exemption => standingOf(exemption, engine.rules(), standings));
  };

  let due = true;
  let flushed = 0;
  void keepDoing(async () => {
    if (read === undefined || !serves(read.group) || missing().length > 0) return;
    const onChange = (): void => {
      due = true;
    };
    reflector ??= reflect(client, { ...read, fields }, { ...keeping, onChange });
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

/** Somebody else wrote first, or it is gone: there is a next time, or none. */
function isPassing(error: unknown): boolean {
  return error instanceof WebhookError && (error.code === 'OBJECT_CHANGED' || error.code === 'OBJECT_MISSING');
}
