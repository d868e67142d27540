import { delimiter, isAbsolute, join } from 'node:path';
import { kubeconfigErrors } from '../errors/kubeconfig-error.ts';
import type { NamedEntry } from './entries.ts';
import { inCluster } from './in-cluster.ts';
import { readKubeconfigFile, type KubeconfigEntries } from './file.ts';
import type { ClusterEntry, ContextEntry, UserEntry } from './schema.ts';
import type { ClusterError } from '../errors/cluster-error.ts';

/**
 * All kubeconfig files as one, with entries by name in the order of the files. An error is the
 * reason why an entry cannot be used.
 */
export interface Kubeconfig {
  /** The files that exist. */
  files: readonly string[];
  clusters: ReadonlyMap<string, ClusterEntry | ClusterError>;
  users: ReadonlyMap<string, UserEntry | ClusterError>;
  contexts: ReadonlyMap<string, ContextEntry | ClusterError>;
  /**
   * Entries with other content than the used entry of the same name, e.g. user "admin" of
   * /home/me/eu.yaml
   */
  hidden: readonly string[];
  /** Files with further documents, which kubectl does not read either. */
  readInPart: readonly string[];
}

/** The places to look in: --kubeconfig, else $KUBECONFIG, else ~/.kube/config. */
export interface KubeconfigSource {
  /** The value of --kubeconfig. */
  explicit: string | undefined;
  env: Readonly<Record<string, string | undefined>>;
  workingDirectory: string;
}

/**
 * Loads the kubeconfig by kubectl's rules. The flag --kubeconfig names the only file, which must
 * exist. Otherwise $KUBECONFIG lists the files: the first entry of a name wins as a whole, and
 * missing files are skipped. Otherwise the file is ~/.kube/config, which may be missing. Without
 * any file, the only cluster is that of the pod in which this process runs.
 * @throws KubeconfigError KUBECONFIG_MISSING, KUBECONFIG_UNREADABLE, KUBECONFIG_INVALID
 */
export async function loadKubeconfig(source: KubeconfigSource): Promise<Kubeconfig> {
  const { origin, paths } = pathsOf(source);
  const files = await Promise.all(paths.map(async path => ({ path, file: await readKubeconfigFile(path) })));
  const found = files.flatMap(({ path, file }) => (file === undefined ? [] : [{ path, file }]));
  if (found.length > 0) return merge(found);
  const pod = origin === '--kubeconfig' ? undefined : await inCluster(source.env);
  if (pod !== undefined) return merge([{ path: 'the service account', file: pod }]);
  if (origin !== undefined && paths.length > 0) throw kubeconfigErrors.missing(origin, paths);
  return merge([]);
}

/**
 * Returns the absolute paths of the files to read, and the flag or variable that names them, if
 * any.
 */
function pathsOf({ explicit = '', env, workingDirectory }: KubeconfigSource) {
  const absolute = (path: string) => (isAbsolute(path) ? path : join(workingDirectory, path));
  const list = env['KUBECONFIG'] ?? '';
  if (explicit !== '') return { origin: '--kubeconfig', paths: [absolute(explicit)] } as const;
  if (list !== '') return { origin: '$KUBECONFIG', paths: entriesOf(list).map(absolute) } as const;
  const home = env['HOME'] ?? env['USERPROFILE'] ?? '';
  return { origin: undefined, paths: [absolute(join(home, '.kube', 'config'))] };
}

/** Returns the entries of a list of paths without duplicates and empty ones. */
function entriesOf(list: string): string[] {
  return [...new Set(list.split(delimiter).filter(entry => entry !== ''))];
}

function merge(files: readonly { path: string; file: KubeconfigEntries }[]): Kubeconfig {
  const hidden: string[] = [];
  const firstOf = <Entry>(kind: string, listOf: (file: KubeconfigEntries) => NamedEntry<Entry>[]) => {
    const entries = new Map<string, NamedEntry<Entry>['entry']>();
    for (const { path, file } of files) {
      for (const { name, entry } of listOf(file)) {
        const first = entries.get(name);
        if (first === undefined) entries.set(name, entry);
        else if (JSON.stringify(first) !== JSON.stringify(entry)) hidden.push(`${kind} "${name}" of ${path}`);
      }
    }
    return entries;
  };
  const clusters = firstOf('cluster', file => file.clusters);
  const users = firstOf('user', file => file.users);
  const contexts = firstOf('context', file => file.contexts);
  const readInPart = files.filter(({ file }) => file.hasMore).map(({ path }) => path);
  return { files: files.map(({ path }) => path), clusters, users, contexts, hidden, readInPart };
}
