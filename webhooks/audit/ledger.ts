import type { Counts } from './counts.ts';

/** One thing that is wrong with an object. */
export interface Violation {
  rule: string;
  /** error where the rule could not judge. */
  mode: 'deny' | 'warn' | 'audit' | 'error';
  path: string;
  message: string;
  fix?: string | undefined;
  /** Address of the rule's page. */
  doc?: string | undefined;
}

/** What is known of one object. */
export interface Entry {
  apiVersion: string;
  kind: string;
  /** '' for what lies in none. */
  namespace: string;
  name: string;
  uid: string;
  violations: readonly Violation[];
  /** So many violations an exemption allows. */
  exempted: number;
  /** Its annotations of the fleet are missing or wrong. */
  isUnowned: boolean;
}

/** Policy under which objects without the right annotations of the fleet are reported. */
export const ownershipMissing = 'ownership-missing';

/** All that is wrong in a cluster, of which only objects with something to tell take memory. */
export interface Ledger {
  /** Takes the place of what was known of the object; answers that. */
  put: (type: string, entry: Entry) => Entry | undefined;
  delete: (type: string, namespace: string, name: string) => void;
  /** What an earlier process counted and had no room to write down. */
  putUnlisted: (namespace: string, unlisted: Readonly<Record<string, Counts>>) => void;
  /** Says that a whole scan of a kind begins; its end forgets what was not seen again and what was only counted. */
  scan: (type: string) => () => void;
  of: (namespace: string) => { entries: Iterable<Entry>; unlisted: Readonly<Record<string, Counts>> };
  /** Says that there is something to write about a namespace, whatever changed. */
  touch: (namespace: string) => void;
  /** Namespaces of which something changed since they were last asked for, '' among them for the cluster's own objects. */
  changed: () => string[];
  /** How many violations there are by rule and mode. */
  totals: () => { policy: string; mode: string; number: number }[];
}

export function createLedger(): Ledger {
  const namespaces = new Map<string, Map<string, Kept>>();
  const unlisted = new Map<string, Record<string, Counts>>();
  const totals = new Map<string, { policy: string; mode: string; number: number }>();
  let changed = new Set<string>();
  let scans = 0;

  const count = (entry: Entry, by: 1 | -1): void => {
    const add = (policy: string, mode: string, number: number): void => {
      const key = `${policy} ${mode}`;
      const total = (totals.get(key)?.number ?? 0) + by * number;
      if (total > 0) totals.set(key, { policy, mode, number: total });
      else totals.delete(key);
    };
    for (const { rule, mode } of entry.violations) add(rule, mode, 1);
    if (entry.isUnowned) add(ownershipMissing, 'audit', 1);
  };

  const remove = (namespace: string, key: string): void => {
    const entries = namespaces.get(namespace);
    const old = entries?.get(key);
    if (old === undefined) return;
    entries?.delete(key);
    if (entries?.size === 0) namespaces.delete(namespace);
    count(old.entry, -1);
    changed.add(namespace);
  };

  return {
    put: (type, entry) => {
      const key = `${type} ${entry.name}`;
      const old = namespaces.get(entry.namespace)?.get(key);
      const isClean = entry.violations.length === 0 && entry.exempted === 0 && !entry.isUnowned;
      if (isClean) {
        remove(entry.namespace, key);
        return old?.entry;
      }
      if (old !== undefined) count(old.entry, -1);
      count(entry, 1);
      if (old === undefined || !isSame(old.entry, entry)) changed.add(entry.namespace);
      const entries = namespaces.get(entry.namespace) ?? new Map<string, Kept>();
      namespaces.set(entry.namespace, entries.set(key, { type, entry, scan: scans }));
      return old?.entry;
    },
    delete: (type, namespace, name) => {
      remove(namespace, `${type} ${name}`);
    },
    putUnlisted: (namespace, counts) => {
      unlisted.set(namespace, { ...counts });
    },
    scan: type => {
      const scan = ++scans;
      return () => {
        for (const [namespace, entries] of namespaces) {
          for (const [key, kept] of entries) if (kept.type === type && kept.scan < scan) remove(namespace, key);
        }
        for (const [namespace, counts] of unlisted) {
          if (counts[type] === undefined) continue;
          const { [type]: _, ...rest } = counts;
          if (Object.keys(rest).length > 0) unlisted.set(namespace, rest);
          else unlisted.delete(namespace);
          changed.add(namespace);
        }
      };
    },
    of: namespace => {
      const entries = namespaces.get(namespace) ?? new Map<string, Kept>();
      return { entries: [...entries.values()].map(({ entry }) => entry), unlisted: unlisted.get(namespace) ?? {} };
    },
    touch: namespace => {
      changed.add(namespace);
    },
    changed: () => {
      const list = [...changed];
      changed = new Set();
      return list;
    },
    totals: () => [...totals.values()],
  };
}

interface Kept {
  type: string;
  entry: Entry;
  /** Number of the scan that was the latest when the object was judged. */
  scan: number;
}

function isSame(one: Entry, other: Entry): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
