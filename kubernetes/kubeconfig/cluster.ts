import type { ClusterEntry, UserEntry } from './schema.ts';
import type { Kubeconfig } from './kubeconfig.ts';
import { ClusterError } from '../errors/cluster-error.ts';
import { noOverrides, overrideCluster, overrideUser, type Overrides } from './overrides.ts';
import { clusterProblem, userProblem } from './rules.ts';
import { shortNames } from './short-names.ts';
import { withoutLogin } from './without-login.ts';

/** One cluster to ask: the contexts with the same address and the same credentials. */
export interface Cluster {
  /** The name of its first context. */
  name: string;
  /** The part of its name that no other context of the kubeconfig shares, for a narrow screen. */
  shortName: string;
  contexts: readonly string[];
  /** The address without secrets; '' when the kubeconfig has none. */
  server: string;
  /** The default namespaces of its contexts, without duplicates. */
  namespaces: readonly string[];
  /** The connection to it, or the error why there is none. */
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
 * Returns the clusters of the named contexts, in their order. Contexts with the same server,
 * authority and user are one cluster; this needs no request.
 */
export function clustersOf(
  kubeconfig: Kubeconfig,
  contexts: readonly string[],
  overrides: Overrides = noOverrides,
): Cluster[] {
  const clusters = new Map<string, Cluster>();
  const names = [...kubeconfig.contexts.keys()];
  const short = new Map(shortNames(names).map((shortName, index) => [names[index], shortName]));
  for (const context of contexts) {
    const cluster = { ...clusterOf(kubeconfig, context, overrides), shortName: short.get(context) ?? context };
    const { connection } = cluster;
    const key = connection instanceof ClusterError ? `context ${context}` : sameness(connection);
    const known = clusters.get(key);
    clusters.set(key, known === undefined ? cluster : mergeClusters(known, cluster));
  }
  return [...clusters.values()];
}

/** Returns the first cluster with the contexts and namespaces of both. */
export function mergeClusters(first: Cluster, second: Cluster): Cluster {
  return {
    ...first,
    contexts: [...first.contexts, ...second.contexts],
    namespaces: [...new Set([...first.namespaces, ...second.namespaces])],
  };
}

/** Returns a key that is equal for equal entries, whatever their names are. */
function sameness({ server, cluster, user }: Connection): string {
  return JSON.stringify([server, cluster, user]);
}

function clusterOf(kubeconfig: Kubeconfig, name: string, overrides: Overrides): Omit<Cluster, 'shortName'> {
  const entry = kubeconfig.contexts.get(name) ?? {};
  const context = entry instanceof ClusterError ? {} : entry;
  const names = {
    cluster: overrides.names.cluster ?? context.cluster ?? '',
    user: overrides.names.user ?? context.user ?? '',
  };
  const cluster = clusterEntry(kubeconfig, names.cluster, overrides);
  const namespace = context.namespace ?? '';
  return {
    name,
    contexts: [name],
    server: cluster instanceof ClusterError ? '' : withoutLogin(cluster.server ?? ''),
    namespaces: [namespace === '' ? 'default' : namespace],
    connection:
      entry instanceof ClusterError
        ? entry
        : connectionOf(cluster, userEntry(kubeconfig, names.user, overrides), names),
  };
}

function clusterEntry({ clusters }: Kubeconfig, name: string, overrides: Overrides): ClusterEntry | ClusterError {
  // A context without a cluster can be given a server.
  const entry = clusters.get(name) ?? ((overrides.cluster.server ?? '') === '' ? missing('cluster', name) : {});
  return entry instanceof ClusterError ? entry : overrideCluster(entry, overrides.cluster);
}

function userEntry({ users }: Kubeconfig, name: string, overrides: Overrides): UserEntry | ClusterError {
  const entry = users.get(name) ?? (name === '' ? {} : missing('user', name));
  return entry instanceof ClusterError ? entry : overrideUser(entry, overrides.user);
}

function missing(word: 'cluster' | 'user', name: string): ClusterError {
  return broken(`the context names ${name === '' ? `no ${word}` : `a missing ${word}, "${name}"`}`);
}

function broken(problem: string): ClusterError {
  return new ClusterError('ContextInvalid', problem);
}

function connectionOf(
  cluster: ClusterEntry | ClusterError,
  user: UserEntry | ClusterError,
  names: Connection['names'],
): Connection | ClusterError {
  if (cluster instanceof ClusterError) return cluster;
  if (user instanceof ClusterError) return user;
  const ofCluster = clusterProblem(cluster);
  if (ofCluster !== undefined) return broken(`cluster "${names.cluster}": ${ofCluster}`);
  const ofUser = userProblem(user);
  if (ofUser !== undefined) return broken(`user "${names.user}": ${ofUser}`);
  const { server: address = '' } = cluster;
  const server = serverUrl(address);
  if (server !== undefined) return { server, cluster, user, names };
  return broken(`the server of cluster "${names.cluster}" is no address: "${withoutLogin(address)}"`);
}

/**
 * Returns the URL of a server. As in client-go, an address without a scheme is one of http and has
 * no path. Other addresses keep their path and lose their query.
 */
function serverUrl(server: string): URL | undefined {
  const hasScheme = server.includes('://');
  const text = hasScheme ? server : `http://${server}`;
  if (server !== server.trim() || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  if (!hasScheme && url.pathname !== '/') return undefined;
  // The user and password of the address would be sent, and no password is sent over http.
  if (url.protocol === 'http:') Object.assign(url, { username: '', password: '' });
  return new URL(url.pathname.replace(/\/{2,}/g, '/'), url);
}
