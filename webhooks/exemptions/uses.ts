import type { Finding } from '../../policies/review/finding.ts';

/** Number of requests that an exemption allowed, and the time of the last one. */
export interface Use {
  count: number;
  /** RFC 3339, in whole seconds as in Kubernetes' own times. */
  last: string;
}

/** Uses of exemptions that this process counted and that are not in their status yet. */
export interface Uses {
  /** Counts the exemptions that an allowed request needed, each once. */
  record: (findings: readonly Finding[], at: Date) => void;
  of: (exemption: string) => Use | undefined;
  /** Subtracts uses that were written to the status. Uses counted since then stay. */
  settle: (exemption: string, written: Use) => void;
}

export function countUses(): Uses {
  const uses = new Map<string, Use>();
  return {
    record: (findings, at) => {
      const needed = findings.flatMap(({ exemption }) => (exemption?.counts === true ? [exemption.name] : []));
      if (needed.length === 0) return;
      const last = at.toISOString().replace(/\.\d+Z$/, 'Z');
      for (const name of new Set(needed)) uses.set(name, { count: (uses.get(name)?.count ?? 0) + 1, last });
    },
    of: exemption => uses.get(exemption),
    settle: (exemption, written) => {
      const { count = 0, last = '' } = uses.get(exemption) ?? {};
      if (count > written.count) uses.set(exemption, { count: count - written.count, last });
      else uses.delete(exemption);
    },
  };
}
