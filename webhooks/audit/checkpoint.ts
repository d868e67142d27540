import { createHash } from 'node:crypto';
import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type, type Static } from 'typebox';
import type { ClusterFacts } from '../../policies/facts/cluster-facts.ts';
import type { Settings } from '../../policies/settings/schema.ts';
import type { Client } from '../../kubernetes/client/client.ts';
import type { AuditEngine, ReviewContext } from './dependencies.ts';

/**
 * Progress of a scan. A kind is read completely or not at all: the findings of a part of a kind
 * could not be told from those that were counted before.
 */
const Checkpoint = Type.Object({
  /** Digest of the inputs of the scan. With other inputs its findings are not valid. */
  inputs: Type.String(),
  /** Kinds that were read, and the resource version from which to watch each. */
  done: Type.Record(Type.String(), Type.String()),
});
export type Checkpoint = Static<typeof Checkpoint>;

const annotation = 'kubectl-fleet.io/scan';
export const isCheckpoint = validatorOf(Checkpoint);
const Annotated = Type.Object({
  metadata: Type.Object({ annotations: Type.Optional(Type.Record(Type.String(), Type.String())) }),
});
export const isAnnotated = validatorOf(Annotated);

export interface CheckpointStore {
  /**
   * Returns undefined if no scan was interrupted.
   * @throws ClusterError NotFound, Forbidden
   */
  read: () => Promise<Checkpoint | undefined>;
  /** Deletes the checkpoint if it is undefined. @throws as read */
  write: (checkpoint: Checkpoint | undefined) => Promise<void>;
}

/** Stores the checkpoint in an annotation of the Lease, where the next holder finds it. */
export function checkpointStore(client: Client, leasePath: string): CheckpointStore {
  return {
    read: async () => {
      const lease = await client.get(leasePath);
      const text = isAnnotated(lease) ? lease.metadata.annotations?.[annotation] : undefined;
      try {
        const checkpoint: unknown = JSON.parse(text ?? 'null');
        return isCheckpoint(checkpoint) ? checkpoint : undefined;
      } catch {
        return undefined;
      }
    },
    write: async checkpoint => {
      const value = checkpoint === undefined ? null : JSON.stringify(checkpoint);
      await client.write('PATCH', leasePath, { metadata: { annotations: { [annotation]: value } } });
    },
  };
}

/** Policy of which the digest is made. */
interface DigestedPolicy {
  engine: { exemptionStates: AuditEngine['exemptionStates'] };
  settings: Settings;
  digest: string;
}

/** State of the cluster of which the digest is made. */
export interface DigestedState {
  exemptions?: ReviewContext['exemptions'];
  cluster: ClusterFacts;
  /** RFC 3339 */
  now: string;
}

/**
 * Returns a digest of the inputs that decide the findings of all objects: rules, settings, state of
 * exemptions, and version, owner and virtual nodes of the cluster. Other nodes and workloads change
 * all the time, so they are not part of it; the next scan sees them.
 */
export function inputsDigest(
  { engine, settings, digest }: DigestedPolicy,
  { cluster, exemptions = [], now }: DigestedState,
): string {
  const states = Object.entries(engine.exemptionStates({ exemptions, settings, now })).map(([name, { state }]) => [
    name,
    state,
  ]);
  const specs = exemptions.map(({ spec }) => spec);
  const text = JSON.stringify([digest, settings, pastDates(settings, now), states, specs, lastingFacts(cluster)]);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

function lastingFacts({ claims, workloads, disruptionBudgets, nodes, ...lasting }: ClusterFacts): object {
  const virtual = nodes?.filter(({ provider }) => provider !== '');
  return { ...lasting, virtual: virtual?.map(({ name, labels, taints }) => ({ name, labels, taints })) };
}

/** Returns the days and times in the settings that are over. */
function pastDates({ rules = {} }: Settings, now: string): string[] {
  const dates = Object.values(rules).flatMap(entries =>
    typeof entries === 'string' ? [] : entries.map(({ until }) => until),
  );
  return dates.filter(date => date !== undefined).filter(date => endOf(date) <= Date.parse(now));
}

/** A day lasts until its end. */
function endOf(date: string): number {
  return Date.parse(date.includes('T') ? date : `${date}T24:00:00Z`);
}
