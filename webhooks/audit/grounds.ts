import { createHash } from 'node:crypto';
import type { Engine } from '../../policies/engine/engine.ts';
import type { ClusterFacts } from '../../policies/facts/cluster-facts.ts';
import type { ReviewInput } from '../../policies/review/review-input.ts';
import type { Settings } from '../../policies/settings/schema.ts';

/**
 * A short text that is another one as soon as what is known of all objects may be wrong: other rules or settings, an exemption that came,
 * went or expired, another version, owner or virtual node of the cluster. Machines and workloads come and go all the time, and what hangs on
 * them is seen at the next scan.
 */
export function groundsOf(
  { engine, settings, digest }: { engine: Pick<Engine, 'standings'>; settings: Settings; digest: string },
  { cluster, exemptions = [], now }: Pick<ReviewInput, 'cluster' | 'exemptions' | 'now'>,
): string {
  const states = Object.entries(engine.standings({ exemptions, settings, now })).map(([name, { state }]) => [
    name,
    state,
  ]);
  const specs = exemptions.map(({ spec }) => spec);
  const text = JSON.stringify([digest, settings, passed(settings, now), states, specs, lastingFacts(cluster)]);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

function lastingFacts({ claims, workloads, disruptionBudgets, nodes, ...lasting }: ClusterFacts): object {
  const virtual = nodes?.filter(({ provider }) => provider !== '');
  return { ...lasting, virtual: virtual?.map(({ name, labels, taints }) => ({ name, labels, taints })) };
}

/** Days and times of the settings that are over. */
function passed({ rules = {} }: Settings, now: string): string[] {
  const dates = Object.values(rules).flatMap(entries =>
    typeof entries === 'string' ? [] : entries.map(({ until }) => until),
  );
  return dates.filter(date => date !== undefined).filter(date => endOf(date) <= Date.parse(now));
}

/** A day lasts until its end. */
function endOf(date: string): number {
  return Date.parse(date.includes('T') ? date : `${date}T24:00:00Z`);
}
