import { ownershipMissing, type Counts, type CountsByType, type Entry } from './findings.ts';

/** Entries of one namespace, and counts of findings that the entries do not include, by type. */
export interface NamespaceEntries {
  entries: readonly Entry[];
  unlisted: CountsByType;
}

/** Number of findings of one rule with one action. */
export interface FindingTotal {
  rule: string;
  action: string;
  number: number;
}

/**
 * Findings of the whole cluster. Objects without findings take no memory. A type is a group and a
 * kind, e.g. apps/Deployment.
 */
export interface Ledger {
  /** Replaces the entry of an object. Returns the old entry. */
  put: (type: string, entry: Entry) => Entry | undefined;
  delete: (type: string, namespace: string, name: string) => void;
  /** Sets the counts that an earlier process reported without the findings themselves. */
  putUnlisted: (namespace: string, unlisted: CountsByType) => void;
  /**
   * Starts the scan of a type. The returned function ends it: it deletes the entries that were not
   * put since, and the unlisted counts of the type.
   */
  startScan: (type: string) => () => void;
  entriesOf: (namespace: string) => NamespaceEntries;
  /** Marks a namespace as changed. */
  touch: (namespace: string) => void;
  /** Returns the namespaces changed since the last call; '' is the cluster scope. */
  takeChanged: () => string[];
  totals: () => FindingTotal[];
}

export function createLedger(): Ledger {
  const namespaces = new Map<string, Map<string, Kept>>();
  const unlisted = new Map<string, Record<string, Readonly<Counts>>>();
  const totals = new Map<string, FindingTotal>();
  let changed = new Set<string>();
  let scans = 0;

  const count = (entry: Entry, by: 1 | -1): void => {
    const add = (rule: string, action: string): void => {
      const key = `${rule} ${action}`;
      const number = (totals.get(key)?.number ?? 0) + by;
      if (number > 0) totals.set(key, { rule, action, number });
      else totals.delete(key);
    };
    for (const { rule, action } of entry.findings) add(rule, action);
    if (entry.isUnowned) add(ownershipMissing, 'audit');
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
      const isClean = entry.findings.length === 0 && entry.exempted === 0 && !entry.isUnowned;
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
    startScan: type => {
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
    entriesOf: namespace => {
      const entries = namespaces.get(namespace) ?? new Map<string, Kept>();
      return { entries: [...entries.values()].map(({ entry }) => entry), unlisted: unlisted.get(namespace) ?? {} };
    },
    touch: namespace => {
      changed.add(namespace);
    },
    takeChanged: () => {
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
  /** Number of the latest scan when the entry was put. */
  scan: number;
}

function isSame(one: Entry, other: Entry): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
