import { clustersOf, type Cluster } from '../../../kubernetes/kubeconfig/cluster.ts';
import { loadKubeconfig, type Kubeconfig } from '../../../kubernetes/kubeconfig/kubeconfig.ts';
import { withoutLogin } from '../../../kubernetes/kubeconfig/without-login.ts';
import type { Environment } from '../command-line/environment.ts';
import { fleetErrors } from '../command-line/errors.ts';
import type { FlagsOf } from '../command-line/flags/flag.ts';
import type { fleetFlags } from '../command-line/flags/fleet-flags.ts';
import { overridesOf } from './overrides.ts';
import { selectContexts } from './selection.ts';

/**
 * Returns the clusters of the kubeconfig that the flags select. Prints on stderr the parts of its
 * files that do not count.
 * @throws KubeconfigError; FleetError CONTEXTS_MISSING, CONTEXT_UNKNOWN, SELECTION_EMPTY,
 * FLAG_OF_ONE_CONTEXT, ENTRY_UNKNOWN
 */
export async function kubeconfigClusters(
  flags: FlagsOf<typeof fleetFlags>,
  { env, workingDirectory, stderr }: Environment,
): Promise<Cluster[]> {
  const { clusters: patterns, context: contexts } = flags;
  const loaded = await loadKubeconfig({ explicit: flags.kubeconfig, env, workingDirectory });
  const kubeconfig = loaded.contexts.size === 0 ? withServer(loaded, flags.server ?? '') : loaded;
  const { files, hidden, readInPart } = kubeconfig;
  if (kubeconfig.contexts.size === 0) throw fleetErrors.contextsMissing(files);
  if (hidden.length > 0) stderr(`note: an earlier entry of the same name hides ${hidden.join(', ')}`);
  if (readInPart.length > 0) stderr(`note: only the first document is read of ${readInPart.join(', ')}`);
  const selected = selectContexts([...kubeconfig.contexts.keys()], { patterns, contexts });
  return clustersOf(kubeconfig, selected, overridesOf(flags, kubeconfig, selected, workingDirectory));
}

/** Returns a kubeconfig without contexts with one for --server, whose name is the address. */
function withServer(kubeconfig: Kubeconfig, server: string): Kubeconfig {
  return server === '' ? kubeconfig : { ...kubeconfig, contexts: new Map([[withoutLogin(server), {}]]) };
}
