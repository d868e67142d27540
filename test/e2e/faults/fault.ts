import type { ClusterEntry, UserEntry } from '../../../plugins/fleet/kubeconfig/schema.ts';

/** Each command that asks clusters, as the matrix runs it. */
export const commands = ['clusters', 'get nodes', 'versions', 'facts'] as const;
export type CommandName = (typeof commands)[number];

/** One way in which a cluster fails to answer. */
export interface Fault {
  /** Where and what, e.g. "http proxy: silence". */
  name: string;
  /** What the reason has to say. */
  words: RegExp;
  /** The commands that meet it; the others get their answer. Absent: all. */
  commands?: readonly CommandName[];
  /** Whether only the deadline ends it. Absent: it ends by itself. */
  isEndless?: boolean;
  /** Starts what is broken, until the test ends. */
  context: () => Promise<{ cluster: ClusterEntry; user: UserEntry }>;
}
