import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { Type } from 'typebox';
import { readCached } from '../files/read-cached.ts';
import { writeCached } from '../files/write-cached.ts';
import type { Connection } from '../kubeconfig/cluster.ts';
import { validatorOf } from '../schema/validator.ts';
import { discoveryAge, kubectlResources } from './kubectl-cache.ts';
import type { Resource } from './resource.ts';

const texts = Type.Array(Type.String());
export const isResources = validatorOf(
  Type.Array(
    Type.Object({
      group: Type.String(),
      version: Type.String(),
      plural: Type.String(),
      singular: Type.String(),
      kind: Type.String(),
      namespaced: Type.Boolean(),
      shortNames: texts,
      categories: texts,
      verbs: texts,
    }),
  ),
);
export const isUid = validatorOf(Type.String({ minLength: 1, maxLength: 100 }));

/**
 * Milliseconds for which a UID counts. It joins the contexts of one cluster, so a cluster that
 * replaces another one at the same address with the same authority is known after this time.
 */
const uidAge = 10 * 60 * 1000;

/** Facts about one cluster that are kept between runs. Nothing here throws. */
export interface ClusterMemory {
  /** Returns the resources that kubectl or this program has read within six hours. */
  resources: () => Promise<Resource[] | undefined>;
  keepResources: (resources: readonly Resource[]) => Promise<void>;
  /** Returns the UID of the namespace kube-system as it was read within ten minutes. */
  uid: () => Promise<string | undefined>;
  keepUid: (uid: string) => Promise<void>;
}

/** The memory of a cluster of which nothing is known and nothing is kept. */
export const noMemory: ClusterMemory = {
  resources: () => Promise.resolve(undefined),
  keepResources: () => Promise.resolve(),
  uid: () => Promise.resolve(undefined),
  keepUid: () => Promise.resolve(),
};

/** Folders of caches. */
export interface CacheFolders {
  /** Cache of kubectl, which is only read. */
  kubectl: string;
  own: string;
}

/**
 * Returns the folders of the caches by the variables of the environment.
 * @param explicit folder of the cache of kubectl, as --cache-dir names it
 */
export function cacheFolders(env: Readonly<Record<string, string | undefined>>, explicit = ''): CacheFolders {
  const home = env['HOME'] ?? homedir();
  const kubectl =
    [explicit, env['KUBECACHEDIR'] ?? '', join(home, '.kube', 'cache')].find(folder => folder !== '') ?? '';
  // The XDG specification demands to ignore an empty or relative path.
  const xdg = env['XDG_CACHE_HOME'] ?? '';
  return { kubectl, own: join(isAbsolute(xdg) ? xdg : join(home, '.cache'), 'kubectl-fleet', 'clusters') };
}

/**
 * Returns the memory of a cluster, which is that of one connection: of the entries of the cluster
 * and the user. An address alone does not tell clusters apart, e.g. 127.0.0.1, or a proxy that
 * chooses the cluster by the name of the TLS connection or by the user.
 */
export function memoryOf({ cluster, user }: Connection, { kubectl, own }: CacheFolders): ClusterMemory {
  const server = cluster.server ?? '';
  const key = createHash('sha256')
    .update(JSON.stringify([cluster, user]))
    .digest('hex')
    .slice(0, 32);
  const resourcesFile = join(own, `${key}.resources.json`);
  const uidFile = join(own, `${key}.uid.json`);
  return {
    resources: async () => {
      const cached = await readCached(resourcesFile, discoveryAge);
      if (cached !== undefined && isResources(cached.content)) return cached.content;
      const read = await kubectlResources(kubectl, server);
      // One file is read faster than the fifty of kubectl. It is as old as these.
      if (read !== undefined) await writeCached(resourcesFile, read.resources, read.modified);
      return read?.resources;
    },
    keepResources: resources => writeCached(resourcesFile, resources),
    uid: async () => {
      const cached = await readCached(uidFile, uidAge);
      return isUid(cached?.content) ? cached.content : undefined;
    },
    keepUid: uid => writeCached(uidFile, uid),
  };
}
