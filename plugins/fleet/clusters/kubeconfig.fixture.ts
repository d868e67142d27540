import type { ClusterEntry, ContextEntry, UserEntry } from './kubeconfig-schema.ts';
import type { Kubeconfig } from './kubeconfig.ts';

/** A kubeconfig as it is after loading. */
export function kubeconfigOf(entries: {
  clusters?: Record<string, ClusterEntry>;
  users?: Record<string, UserEntry>;
  contexts?: Record<string, ContextEntry>;
}): Kubeconfig {
  return {
    files: ['/kubeconfig'],
    clusters: new Map(Object.entries(entries.clusters ?? {})),
    users: new Map(Object.entries(entries.users ?? {})),
    contexts: new Map(Object.entries(entries.contexts ?? {})),
    hidden: [],
    readInPart: [],
  };
}
