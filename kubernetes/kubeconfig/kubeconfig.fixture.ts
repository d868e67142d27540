import type { ClusterEntry, ContextEntry, UserEntry } from './schema.ts';
import type { Kubeconfig } from './kubeconfig.ts';
import type { ClusterError } from '../errors/cluster-error.ts';

/** Returns a kubeconfig as it is after loading. */
export function kubeconfigOf(entries: {
  clusters?: Record<string, ClusterEntry | ClusterError>;
  users?: Record<string, UserEntry | ClusterError>;
  contexts?: Record<string, ContextEntry | ClusterError>;
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
