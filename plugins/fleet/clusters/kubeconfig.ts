import { delimiter, isAbsolute, join } from 'node:path';
import { fleetErrors } from '../errors.ts';
import { readKubeconfigFile } from './kubeconfig-file.ts';
import type { ClusterEntry, ContextEntry, KubeconfigFile, UserEntry } from './kubeconfig-schema.ts';

/** All kubeconfig files as one, entries by name in the order of the files. */
export interface Kubeconfig {
  /** The files that were there. */
  files: readonly string[];
  clusters: ReadonlyMap<string, ClusterEntry>;
  users: ReadonlyMap<string, UserEntry>;
  contexts: ReadonlyMap<string, ContextEntry>;
  /** Entries that say something else than the one of the same name that wins, e.g. user "admin" of /home/me/eu.yaml */
  hidden: readonly string[];
  /** Files that hold further documents, which kubectl does not read either. */
  readInPart: readonly string[];
}

/** Where to look: --kubeconfig, else $KUBECONFIG, else ~/.kube/config. */
export interface KubeconfigSource {
  /** --kubeconfig */
  explicit: string | undefined;
  env: Readonly<Record<string, string | undefined>>;
  workingDirectory: string;
}

/**
 * Loads the kubeconfig by kubectl's rules: the file of --kubeconfig alone and it must exist; else the files of $KUBECONFIG,
 * where the first entry of a name wins as a whole and missing files are skipped; else ~/.kube/config, which may be missing.
 * @throws FleetError KUBECONFIG_MISSING, KUBECONFIG_UNREADABLE, KUBECONFIG_INVALID
 */
export async function loadKubeconfig(source: KubeconfigSource): Promise<Kubeconfig> {
  const { env } = source;
  const named = source.explicit === undefined ? entriesOf(env['KUBECONFIG']) : [source.explicit];
  const fallback = join(env['HOME'] ?? env['USERPROFILE'] ?? '', '.kube', 'config');
  const paths = (named.length === 0 ? [fallback] : named).map(path =>
    isAbsolute(path) ? path : join(source.workingDirectory, path),
  );
  const files = await Promise.all(paths.map(async path => ({ path, file: await readKubeconfigFile(path) })));
  const found = files.flatMap(({ path, file }) => (file === undefined ? [] : [{ path, file }]));
  if (found.length === 0 && named.length > 0) {
    throw fleetErrors.kubeconfigMissing(source.explicit === undefined ? '$KUBECONFIG' : '--kubeconfig', paths);
  }
  return { ...merge(found), readInPart: found.filter(({ file }) => file.hasMore).map(({ path }) => path) };
}

/** The distinct entries of a list of paths; empty ones are dropped. */
function entriesOf(list: string | undefined): string[] {
  return [...new Set((list ?? '').split(delimiter).filter(entry => entry !== ''))];
}

function merge(files: readonly { path: string; file: KubeconfigFile }[]): Omit<Kubeconfig, 'readInPart'> {
  const clusters = new Map<string, ClusterEntry>();
  const users = new Map<string, UserEntry>();
  const contexts = new Map<string, ContextEntry>();
  const hidden: string[] = [];
  for (const { path, file } of files) {
    const setFirst = <Entry>(map: Map<string, Entry>, kind: string, name: string, entry: Entry) => {
      const first = map.get(name);
      if (first === undefined) map.set(name, entry);
      else if (JSON.stringify(first) !== JSON.stringify(entry)) hidden.push(`${kind} "${name}" of ${path}`);
    };
    for (const { name, cluster } of file.clusters ?? []) setFirst(clusters, 'cluster', name, cluster ?? {});
    for (const { name, user } of file.users ?? []) setFirst(users, 'user', name, user ?? {});
    for (const { name, context } of file.contexts ?? []) setFirst(contexts, 'context', name, context ?? {});
  }
  return { files: files.map(({ path }) => path), clusters, users, contexts, hidden };
}
