import { hasReason } from '../../../../kubernetes/errors/cluster-error.ts';
import type { Cluster } from '../../../../kubernetes/kubeconfig/cluster.ts';

/** A cluster as its objects name it, and the paths of it that are read. */
export interface KnownCluster {
  /** Name of the first context that reached it. */
  name: string;
  uid: string | undefined;
  server: string;
  /** True where the objects of a path are there; false where another context may try. */
  paths: Map<string, Promise<boolean>>;
}

/**
 * Returns a function that finds the cluster of a context: the one with the same UID, or at the same
 * address where one of them may not read the UID.
 */
export function rememberClusters(): (cluster: Cluster, uid: string | undefined) => KnownCluster {
  const known: KnownCluster[] = [];
  return ({ name, server }, uid) => {
    const isSame = (one: KnownCluster) =>
      one.uid !== undefined && uid !== undefined ? one.uid === uid : one.server === server;
    const found = known.find(isSame);
    if (found !== undefined) {
      found.uid ??= uid;
      return found;
    }
    const added = { name, uid, server, paths: new Map<string, Promise<boolean>>() };
    known.push(added);
    return added;
  };
}

/** Reads a path of a cluster, unless a context of it has read the path or reads it now. */
export async function readOnce<Value>(
  { paths }: KnownCluster,
  path: string,
  read: () => Promise<Value>,
): Promise<Value | undefined> {
  for (let other = paths.get(path); other !== undefined; other = paths.get(path)) {
    if (await other) return undefined;
    if (paths.get(path) === other) paths.delete(path);
  }
  const reading = read();
  paths.set(
    path,
    reading.then(
      () => true,
      // After another failure a part of the objects may be there.
      (error: unknown) => !hasReason(error, 'Forbidden', 'NotFound'),
    ),
  );
  return reading;
}
