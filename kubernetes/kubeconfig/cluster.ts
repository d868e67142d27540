import type { ClusterEntry, ContextEntry, UserEntry } from './schema.ts';
import type { Kubeconfig } from './kubeconfig.ts';
import { ClusterError } from '../errors/cluster-error.ts';
import { withoutLogin } from './without-login.ts';

/** One cluster to ask: the contexts that lead to the same address with the same credentials. */
export interface Cluster {
  /** Its first context's name. */
  name: string;
  contexts: readonly string[];
  /** As it may be shown; '' where the kubeconfig does not say. */
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
  /** The names of both entries; '' for no user. */
  names: Readonly<{ cluster: string; user: string }>;
}

/**
 * The clusters of the named contexts, in their order; contexts with the same server, authority and
 * user are one without asking.
 */
export function clustersOf(kubeconfig: Kubeconfig, contexts: readonly string[]): Cluster[] {
  const clusters = new Map<string, Cluster>();
  for (const context of contexts) {
    const cluster = clusterOf(kubeconfig, context);
    const { connection } = cluster;
    const key = connection instanceof ClusterError ? `context ${context}` : sameness(connection);
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

/** Entries that say the same are the same, whatever their names. */
function sameness({ server, cluster, user }: Connection): string {
  return JSON.stringify([server, cluster, user]);
}

function clusterOf(kubeconfig: Kubeconfig, name: string): Cluster {
  const entry = kubeconfig.contexts.get(name) ?? {};
  const context = entry instanceof ClusterError ? {} : entry;
  const cluster = kubeconfig.clusters.get(context.cluster ?? '');
  const namespace = context.namespace ?? '';
  return {
    name,
    contexts: [name],
    server: cluster === undefined || cluster instanceof ClusterError ? '' : withoutLogin(cluster.server ?? ''),
    namespaces: [namespace === '' ? 'default' : namespace],
    connection: entry instanceof ClusterError ? entry : connectionOf(kubeconfig, entry),
  };
}

function connectionOf(kubeconfig: Kubeconfig, context: ContextEntry): Connection | ClusterError {
  const broken = (problem: string) => new ClusterError('ContextInvalid', problem);
  const names = { cluster: context.cluster ?? '', user: context.user ?? '' };
  const missing = (word: 'cluster' | 'user') =>
    broken(`the context names ${names[word] === '' ? `no ${word}` : `a missing ${word}, "${names[word]}"`}`);
  const cluster = kubeconfig.clusters.get(names.cluster) ?? missing('cluster');
  const user = kubeconfig.users.get(names.user) ?? (names.user === '' ? {} : missing('user'));
  if (cluster instanceof ClusterError) return cluster;
  if (user instanceof ClusterError) return user;
  const { server: address = '' } = cluster;
  const server = serverUrl(address);
  if (server !== undefined) return { server, cluster, user, names };
  return broken(`the server of cluster "${names.cluster}" is no address: "${withoutLogin(address)}"`);
}

/**
 * As in client-go an address without a scheme is one of http, and has no path; of others the path
 * counts, and no query.
 */
function serverUrl(server: string): URL | undefined {
  const hasScheme = server.includes('://');
  const text = hasScheme ? server : `http://${server}`;
  if (server !== server.trim() || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  if (!hasScheme && url.pathname !== '/') return undefined;
  // They would be sent as a password, and no password is sent over http.
  if (url.protocol === 'http:') Object.assign(url, { username: '', password: '' });
  return new URL(url.pathname.replace(/\/{2,}/g, '/'), url);
}
