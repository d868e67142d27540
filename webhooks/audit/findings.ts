import { Type, type Static } from 'typebox';
import type { FindingAction } from '../../policies/rules/finding-action.ts';

/** A finding of a rule on a stored object, or the failure of a rule. */
export interface StoredFinding {
  rule: string;
  /** error if the rule failed. */
  action: FindingAction | 'error';
  path: string;
  message: string;
  fix?: string | undefined;
  /** Address of the rule's page. */
  doc?: string | undefined;
}

/** Result of the evaluation of one object. */
export interface Entry {
  apiVersion: string;
  kind: string;
  /** '' for a cluster-scoped object. */
  namespace: string;
  name: string;
  uid: string;
  findings: readonly StoredFinding[];
  /** Number of findings that an exemption allows. */
  exempted: number;
  /** True if annotations that the webhook derives are missing or wrong. */
  isUnowned: boolean;
}

/** Rule id under which objects without correct derived annotations are reported. */
export const ownershipMissing = 'ownership-missing';

const Count = Type.Optional(Type.Integer({ minimum: 1 }));

/** Counts of one type of object; an absent field is zero. */
export const Counts = Type.Object({
  fail: Count,
  warn: Count,
  error: Count,
  /** Findings that an exemption allows. */
  skip: Count,
  /** Objects whose derived annotations are missing or wrong. */
  unowned: Count,
});
export type Counts = Static<typeof Counts>;

/** Counts by group and kind, e.g. apps/Deployment. */
export type CountsByType = Readonly<Record<string, Readonly<Counts>>>;

/** Counts in which zero is written out. */
export interface TotalCounts {
  fail: number;
  warn: number;
  error: number;
  skip: number;
  unowned: number;
}

export interface Counter {
  add: (type: string, field: keyof Counts, number: number) => void;
  total: () => TotalCounts;
  /** Returns the counts sorted by type, without types whose counts are all zero. */
  byType: () => CountsByType;
}

const fields = ['fail', 'warn', 'error', 'skip', 'unowned'] as const;
const zero: TotalCounts = { fail: 0, warn: 0, error: 0, skip: 0, unowned: 0 };

/** Returns a counter that starts at the given counts. */
export function createCounter(start: CountsByType): Counter {
  const counts = new Map(Object.entries(start).map(([type, counted]) => [type, { ...zero, ...counted }]));
  return {
    add: (type, field, number) => {
      const counted = counts.get(type) ?? { ...zero };
      counted[field] += number;
      counts.set(type, counted);
    },
    total: () => {
      const total = { ...zero };
      for (const counted of counts.values()) for (const field of fields) total[field] += counted[field];
      return total;
    },
    byType: () => {
      const all = [...counts].map(([type, counted]): [string, Counts] => [type, withoutZeros(counted)]);
      const some = all.filter(([, counted]) => Object.keys(counted).length > 0);
      return Object.fromEntries(some.sort(([one], [other]) => (one < other ? -1 : 1)));
    },
  };
}

function withoutZeros(counted: TotalCounts): Counts {
  return Object.fromEntries(fields.filter(field => counted[field] > 0).map(field => [field, counted[field]]));
}
