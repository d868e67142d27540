import type { ClusterEntry, UserEntry } from '../../../kubernetes/kubeconfig/schema.ts';

/** Each command that asks clusters, as the matrix runs it. */
export const commands = ['clusters', 'get nodes', 'versions', 'facts'] as const;
export type CommandName = (typeof commands)[number];

/** One way in which a cluster fails to answer. */
export interface Fault {
  /** The stage and the fault, e.g. "http proxy: silence". */
  name: string;
  /** The words that the reason has to have. */
  words: RegExp;
  /** The commands that meet it; the others get their answer. Absent: all. */
  commands?: readonly CommandName[];
  /** True where only the deadline ends it. Absent: it ends by itself. */
  isEndless?: boolean;
  /** Starts what is broken, until the test ends. */
  context: () => Promise<{ cluster: ClusterEntry; user: UserEntry }>;
}
