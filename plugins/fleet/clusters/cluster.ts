import type { ClusterEntry, UserEntry } from './kubeconfig-schema.ts';
import type { Kubeconfig } from './kubeconfig.ts';
import { ClusterError } from './reasons.ts';

/** One cluster to ask: the contexts that lead to the same address with the same credentials. */
export interface Cluster {
  /** Its first context's name. */
  name: string;
  contexts: readonly string[];
  /** '' where the kubeconfig does not say. */
  server: string;
  /** The default namespaces of its contexts, distinct. */
  namespaces: readonly string[];
  /** How to reach it, or why that cannot be known. */
  connection: Connection | ClusterError;
}

export interface Connection {
  server: URL;
  cluster: ClusterEntry;
  user: UserEntry;
}

/** The clusters of the named contexts, in their order; contexts with the same server, authority and user are one without asking. */
export function clustersOf(kubeconfig: Kubeconfig, contexts: readonly string[]): Cluster[] {
  const clusters = new Map<string, Cluster>();
  for (const context of contexts) {
    const cluster = clusterOf(kubeconfig, context);
    const { connection } = cluster;
    const key = connection instanceof ClusterError ? `context ${context}` : JSON.stringify(connection);
    const known = clusters.get(key);
    clusters.set(key, known === undefined ? cluster : mergeClusters(known, cluster));
  }
  return [...clusters.values()];
}

/** The first cluster under its name, with the contexts and namespaces of both. */
export function mergeClusters(first: Cluster, second: Cluster): Cluster {
  return {
    ...first,
    contexts: [...first.contexts, ...second.contexts],
    namespaces: [...new Set([...first.namespaces, ...second.namespaces])],
  };
}

function clusterOf(kubeconfig: Kubeconfig, name: string): Cluster {
  const context = kubeconfig.contexts.get(name) ?? {};
  const cluster = kubeconfig.clusters.get(context.cluster ?? '');
  const namespace = context.namespace ?? '';
  return {
    name,
    contexts: [name],
    server: cluster?.server ?? '',
    namespaces: [namespace === '' ? 'default' : namespace],
    connection: connectionOf(kubeconfig, context, cluster),
  };
}

function connectionOf(
  kubeconfig: Kubeconfig,
  context: { cluster?: string; user?: string },
  cluster: ClusterEntry | undefined,
): Connection | ClusterError {
  const broken = (problem: string) => new ClusterError('CONTEXT_BROKEN', problem);
  if (context.cluster === undefined || context.cluster === '') return broken('the context names no cluster');
  if (cluster === undefined) return broken(`the context names a missing cluster, "${context.cluster}"`);
  const user = context.user === undefined || context.user === '' ? {} : kubeconfig.users.get(context.user);
  if (user === undefined) return broken(`the context names a missing user, "${context.user ?? ''}"`);
  const server = serverUrl(cluster);
  if (server === undefined)
    return broken(`the server of cluster "${context.cluster}" is no address: "${cluster.server ?? ''}"`);
  return { server, cluster, user };
}

/** As in client-go an address without a scheme is one of http, unless the entry speaks of TLS. */
function serverUrl(cluster: ClusterEntry): URL | undefined {
  const speaksOfTls =
    cluster['certificate-authority'] ?? cluster['certificate-authority-data'] ?? cluster['insecure-skip-tls-verify'];
  const scheme = speaksOfTls === undefined ? 'http' : 'https';
  const server = cluster.server ?? '';
  const text = server.includes('://') ? server : `${scheme}://${server}`;
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url : undefined;
}
