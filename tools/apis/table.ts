import { entriesOf, type Entry } from './entries.ts';
import type { History } from './history.ts';
import type { Lifecycle } from './lifecycle.ts';

/** One kind in one apiVersion. Releases are minors of Kubernetes 1. */
interface Api {
  readonly introduced: number;
  /** First release that does not serve it. */
  readonly removed?: number;
  /** Release that is still to come and is planned not to serve it. */
  readonly planned?: number;
  /** Served only where somebody switched it on. */
  readonly off_by_default?: true;
  /** Kind that took its place. */
  readonly becomes?: string;
  /** The same kind in other versions, or the one that took its place, the last that came first. */
  readonly others?: readonly string[];
  /** Advice for a cluster that serves no version. */
  readonly fix?: string;
}

/** By apiVersion and kind. */
export type Versions = Record<string, Record<string, Api>>;

/** Kinds that no Kubernetes since this minor has changed are left out. */
const oldest = 16;
/** Since then an API server serves no new beta by default (KEP-3136). */
const betasAreOffSince = 24;

/**
 * Returns an entry for each version of the kinds of Kubernetes.
 * @param last minor of the Kubernetes that the lifecycles are of; what is removed later is a plan
 */
export function apiTable(lifecycles: readonly Lifecycle[], history: History['versions'], last: number): Versions {
  const entries = entriesOf(lifecycles, history).sort(
    (a, b) => compare(a.apiVersion, b.apiVersion) || compare(a.kind, b.kind),
  );
  const versions: Versions = {};
  for (const entry of entries) {
    const line = lineOf(entry.successor, entries);
    if ([entry, ...line].every(({ introduced, removed }) => introduced <= oldest && removed === undefined)) continue;
    (versions[entry.apiVersion] ??= {})[entry.kind] = apiOf(entry, line, last);
  }
  return versions;
}

/** All versions in which a kind of a group goes on or was before, in other groups as well. */
function lineOf({ kind, group }: Entry['successor'], entries: readonly Entry[]): Entry[] {
  const ofKind = entries.filter(entry => entry.kind === kind && entry.successor.kind === kind);
  const groups = new Set([group]);
  for (const known of groups) {
    for (const other of ofKind) {
      if (other.group === known) groups.add(other.successor.group);
      if (other.successor.group === known) groups.add(other.group);
    }
  }
  return ofKind.filter(other => groups.has(other.group));
}

function apiOf(entry: Entry, line: readonly Entry[], last: number): Api {
  const { introduced, removed, kind, successor, fix } = entry;
  const others = line.filter(other => other !== entry).sort(lastFirst);
  return {
    introduced,
    ...(removed !== undefined && (removed > last ? { planned: removed } : { removed })),
    ...(isOff(entry) && { off_by_default: true }),
    ...(successor.kind !== kind && { becomes: successor.kind }),
    ...(others.length > 0 && { others: others.map(other => other.apiVersion) }),
    ...(fix !== undefined && { fix }),
  };
}

function isOff({ version, introduced, onByDefault }: Entry): boolean {
  return version.includes('alpha') || (version.includes('beta') && introduced >= betasAreOffSince && !onByDefault);
}

/**
 * The newest version is first. Of two of the same release the more stable one is first: v1alpha1,
 * v1beta1 and v1 are sorted as text.
 */
function lastFirst(a: Entry, b: Entry): number {
  return b.introduced - a.introduced || stability(b) - stability(a) || compare(b.apiVersion, a.apiVersion);
}

function stability({ version }: Entry): number {
  return version.includes('alpha') ? 0 : version.includes('beta') ? 1 : 2;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
