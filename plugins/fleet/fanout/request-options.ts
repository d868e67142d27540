import { resolve as resolvePath } from 'node:path';
import type { Network } from '../../../kubernetes/client/connect.ts';
import { startLookups } from '../../../kubernetes/client/lookups.ts';
import type { Cluster } from '../../../kubernetes/kubeconfig/cluster.ts';
import { loadPluginPolicy } from '../../../kubernetes/credentials/kuberc.ts';
import { sharePlugins } from '../../../kubernetes/credentials/shared-plugins.ts';
import { cacheFolders, type CacheFolders } from '../../../kubernetes/discovery/memory.ts';
import type { Environment } from '../command-line/environment.ts';
import type { FlagsOf } from '../command-line/flags/flag.ts';
import type { fleetFlags } from '../command-line/flags/fleet-flags.ts';
import { version } from '../command-line/version.ts';

/** Options of the requests to clusters. */
export interface RequestOptions {
  /** Deadline of each cluster in milliseconds; 0 is no limit. */
  timeout: number;
  /** Number of clusters that are asked at once. */
  parallel: number;
  network: Network;
  /** Folders of what is remembered of clusters; without them, nothing is. */
  caches?: CacheFolders;
  interrupt: AbortSignal;
  progress: (line: string) => void;
  /** Columns of a line of progress. */
  progressWidth?: number | undefined;
}

const userAgent = `kubectl-fleet/${version}`;

/**
 * Calls `use` with the options that the flags give. Pending name lookups end with it.
 * @throws KubeconfigError KUBERC_INVALID
 */
export async function withRequestOptions<Result>(
  flags: FlagsOf<typeof fleetFlags>,
  environment: Environment,
  use: (options: RequestOptions) => Promise<Result>,
): Promise<Result> {
  const { timeout, parallel, kuberc: explicit, 'request-timeout': requestTimeout, v: level } = flags;
  const { env, signal: interrupt, progress, stderr, workingDirectory, terminal } = environment;
  const resolve = (path: string) => resolvePath(workingDirectory, path);
  const caches = cacheFolders(env, flags['cache-dir']);
  const policy = await loadPluginPolicy({ explicit, env, resolve }, stderr);
  const { lookup, end } = startLookups(env);
  const log = level < 6 ? undefined : { level, write: stderr };
  const network = { userAgent, env, callPlugin: sharePlugins(environment, policy), lookup, requestTimeout, log };
  try {
    return await use({
      timeout,
      parallel,
      network,
      caches,
      interrupt,
      progress,
      progressWidth: terminal.progressWidth,
    });
  } finally {
    end();
  }
}

/** Returns the network for one cluster. Its name precedes each line of the log of requests. */
export function networkOf({ name }: Cluster, network: Network): Network {
  const { log } = network;
  if (log === undefined) return network;
  const write = (line: string) => {
    log.write(`${name}: ${line}`);
  };
  return { ...network, log: { ...log, write } };
}
