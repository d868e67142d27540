import type { Finding } from '../../policies/review/finding.ts';

/** How often an exemption let a request through, and when last. */
export interface Use {
  count: number;
  /** RFC 3339, in seconds as the API writes times. */
  last: string;
}

/** What this process has seen exemptions used for and nobody has written down yet. */
export interface Uses {
  /** Counts the exemptions that a request which was let through had need of, each once. */
  record: (findings: readonly Finding[], at: Date) => void;
  of: (exemption: string) => Use | undefined;
  /** Forgets what was written down; what came meanwhile stays. */
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
