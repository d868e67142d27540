import { noMemory } from '../../../../kubernetes/discovery/memory.ts';
import type { ClusterError } from '../../../../kubernetes/errors/cluster-error.ts';
import type { Cluster } from '../../../../kubernetes/kubeconfig/cluster.ts';
import type { Environment } from '../../command-line/environment.ts';
import type { FlagsOf } from '../../command-line/flags/flag.ts';
import type { fleetFlags } from '../../command-line/flags/fleet-flags.ts';
import { kubeconfigClusters } from '../../sources/kubeconfig.ts';
import type { Answer } from '../answer.ts';
import type { Question } from '../ask-one.ts';
import { addressOf, clusterUid } from '../identity.ts';
import { withRequestOptions } from '../request-options.ts';
import { followCluster, type Attempt, type ConnectionReport } from './follow-cluster.ts';
import { followList, usualSilence } from './follow-list.ts';
import { listHistory, type ListHistory } from './list-history.ts';
import type { FleetWatch, WatchedList } from './watched-list.ts';

/**
 * Follows the lists of all clusters that the flags select until Ctrl-C, each cluster on a
 * connection of its own, whatever --parallel says. Tells on stderr who is gone and who is back.
 * @returns the state of each cluster at the end
 * @throws KubeconfigError, and FleetError about the selection or of `watched`
 */
export async function watchFleet<Item>(
  watched: FleetWatch<Item>,
  flags: FlagsOf<typeof fleetFlags>,
  environment: Environment,
  silence = usualSilence,
): Promise<Answer<undefined>[]> {
  const clusters = await kubeconfigClusters(flags, environment);
  const failures = new Map<Cluster, ClusterError>();
  const report: ConnectionReport = {
    here: (cluster, after) => {
      failures.delete(cluster);
      if (after !== undefined) environment.stderr(`${cluster.name} BACK after ${after}`);
    },
    gone: (cluster, failure) => {
      failures.set(cluster, failure);
      environment.stderr(`${cluster.name} GONE: ${failure.message}`);
    },
  };
  const historyOf = sharedHistories<Item>();
  const start = performance.now();
  await withRequestOptions(flags, environment, async options => {
    const one = async (cluster: Cluster) => {
      const question = (attempt: Attempt): Question<void> => followLists(watched, historyOf, { ...attempt, silence });
      await followCluster(cluster, question, options, report);
    };
    await Promise.all(clusters.map(one));
  });
  const durationMs = Math.round(performance.now() - start);
  return clusters.map(cluster => {
    const failure = failures.get(cluster);
    return failure === undefined
      ? { cluster, durationMs, ok: true, value: undefined }
      : { cluster, durationMs, ok: false, failure };
  });
}

type Histories<Item> = (cluster: Cluster, uid: string | undefined, list: WatchedList<Item>) => ListHistory<Item>;

/** Follows all lists of one cluster until the first of their streams ends. */
function followLists<Item>(
  { find, onChanges }: FleetWatch<Item>,
  historyOf: Histories<Item>,
  { listsAgain, isRetry, onOpen, silence }: Attempt & { silence: number },
): Question<void> {
  return async (client, cluster, asking) => {
    const [lists, uid] = await Promise.all([find(client, cluster), clusterUid(client, asking?.memory ?? noMemory)]);
    const over = new AbortController();
    let opened = 0;
    const onOneOpen = () => {
      opened += 1;
      if (opened < lists.length) return;
      asking?.deadline.lift();
      onOpen();
    };
    const follow = (list: WatchedList<Item>) => {
      const history = historyOf(cluster, uid, list);
      return followList(client, list, {
        history,
        listsAgain,
        isRetry,
        silence,
        signal: over.signal,
        onOpen: onOneOpen,
        onChanges: (changes, isFirst) => onChanges(history.cluster, changes, isFirst),
      });
    };
    try {
      await Promise.race(lists.map(follow));
    } finally {
      over.abort();
    }
  };
}

/**
 * Returns the function that gives contexts of one cluster the same history of a list, so that each
 * change is told once.
 */
function sharedHistories<Item>(): Histories<Item> {
  const identities = new Map<string, string>();
  const histories = new Map<string, ListHistory<Item>>();
  return (cluster, uid, { path, selection }) => {
    const names = [addressOf(cluster), ...(uid === undefined ? [] : [uid])];
    const identity = names.map(name => identities.get(name)).find(known => known !== undefined) ?? cluster.name;
    for (const name of names) identities.set(name, identity);
    const key = JSON.stringify([identity, path, selection]);
    const history = histories.get(key) ?? listHistory<Item>(identity);
    histories.set(key, history);
    return history;
  };
}
