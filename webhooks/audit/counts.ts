import { Type, type Static } from 'typebox';

const number = Type.Optional(Type.Integer({ minimum: 1 }));

/** How much there is to tell of objects of one kind; what is not named is none. */
export const Counts = Type.Object({
  fail: number,
  warn: number,
  error: number,
  /** Violations that an exemption allows. */
  skip: number,
  /** Objects whose annotations of the fleet are missing or wrong. */
  unowned: number,
});
export type Counts = Static<typeof Counts>;

/** Counts by group and kind, e.g. apps/Deployment. */
export type CountsByType = Readonly<Record<string, Readonly<Counts>>>;

const fields = ['fail', 'warn', 'error', 'skip', 'unowned'] as const;
const none = { fail: 0, warn: 0, error: 0, skip: 0, unowned: 0 };

export interface Counter {
  add: (type: string, field: keyof Counts, number: number) => void;
  total: () => Required<Counts>;
  /** Sorted by type, without those of which there is nothing to tell. */
  byType: () => CountsByType;
}

/** Counts on from what was counted before, which is not changed. */
export function countOn(before: CountsByType): Counter {
  const counts = new Map(Object.entries(before).map(([type, counted]) => [type, { ...none, ...counted }]));
  return {
    add: (type, field, number) => {
      const counted = counts.get(type) ?? { ...none };
      counted[field] += number;
      counts.set(type, counted);
    },
    total: () => {
      const total = { ...none };
      for (const counted of counts.values()) for (const field of fields) total[field] += counted[field];
      return total;
    },
    byType: () => {
      const told = [...counts].map(([type, counted]): [string, Counts] => [type, withoutNone(counted)]);
      const some = told.filter(([, counted]) => Object.keys(counted).length > 0);
      return Object.fromEntries(some.sort(([one], [other]) => (one < other ? -1 : 1)));
    },
  };
}

function withoutNone(counted: Required<Counts>): Counts {
  return Object.fromEntries(fields.filter(field => counted[field] > 0).map(field => [field, counted[field]]));
}
