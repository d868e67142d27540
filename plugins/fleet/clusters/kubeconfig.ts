import { delimiter, isAbsolute, join } from 'node:path';
import { fleetErrors } from '../errors.ts';
import type { NamedEntry } from './kubeconfig-entries.ts';
import { readKubeconfigFile, type KubeconfigEntries } from './kubeconfig-file.ts';
import type { ClusterEntry, ContextEntry, UserEntry } from './kubeconfig-schema.ts';
import type { ClusterError } from './reasons.ts';

/** All kubeconfig files as one, entries by name in the order of the files. An error is why an entry cannot be used. */
export interface Kubeconfig {
  /** The files that were there. */
  files: readonly string[];
  clusters: ReadonlyMap<string, ClusterEntry | ClusterError>;
  users: ReadonlyMap<string, UserEntry | ClusterError>;
  contexts: ReadonlyMap<string, ContextEntry | ClusterError>;
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
  const explicit = source.explicit === '' ? undefined : source.explicit;
  const list = env['KUBECONFIG'] ?? '';
  const named = explicit === undefined ? entriesOf(list) : [explicit];
  const home = join(env['HOME'] ?? env['USERPROFILE'] ?? '', '.kube', 'config');
  const paths = (explicit === undefined && list === '' ? [home] : named).map(path =>
    isAbsolute(path) ? path : join(source.workingDirectory, path),
  );
  const files = await Promise.all(paths.map(async path => ({ path, file: await readKubeconfigFile(path) })));
  const found = files.flatMap(({ path, file }) => (file === undefined ? [] : [{ path, file }]));
  if (found.length === 0 && named.length > 0) {
    throw fleetErrors.kubeconfigMissing(explicit === undefined ? '$KUBECONFIG' : '--kubeconfig', paths);
  }
  return { ...merge(found), readInPart: found.filter(({ file }) => file.hasMore).map(({ path }) => path) };
}

/** The distinct entries of a list of paths; empty ones are dropped. */
function entriesOf(list: string): string[] {
  return [...new Set(list.split(delimiter).filter(entry => entry !== ''))];
}

function merge(files: readonly { path: string; file: KubeconfigEntries }[]): Omit<Kubeconfig, 'readInPart'> {
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
  return { files: files.map(({ path }) => path), clusters, users, contexts, hidden };
}
