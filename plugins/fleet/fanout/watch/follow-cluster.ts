import { formatDuration } from '../../../../kubernetes/deadline/duration.ts';
import type { ClusterError } from '../../../../kubernetes/errors/cluster-error.ts';
import { hasReason, isExpired, isRefusal } from '../../../../kubernetes/errors/cluster-error.ts';
import type { Cluster } from '../../../../kubernetes/kubeconfig/cluster.ts';
import { sleep } from '../../../../kubernetes/retry/retry-loop.ts';
import type { Answer } from '../answer.ts';
import { askOne, type Question } from '../ask-one.ts';
import type { RequestOptions } from '../request-options.ts';

/** The functions that hear of the connection to a cluster that is followed. */
export interface ConnectionReport {
  /** All its lists are followed; `after` is a text such as 12s where it was gone before. */
  here: (cluster: Cluster, after: string | undefined) => void;
  /** It does not answer. It is tried again. */
  gone: (cluster: Cluster, failure: ClusterError) => void;
}

/** One attempt to follow a cluster. */
export interface Attempt {
  /** The lists have to be read again. */
  listsAgain: boolean;
  /** The attempt before this one failed. */
  isRetry: boolean;
  /** All lists have been read, and their watches have begun. */
  onOpen: () => void;
}

/** Milliseconds before the second attempt; doubled for each further one. */
const firstPause = 500;
const longestPause = 30_000;
/** Milliseconds after which a stream counts as a good one. */
const goodStream = 5_000;

/**
 * Follows one cluster until the interrupt, over all interruptions of its connection. A stream that
 * ends is opened again at once and without a word. The cluster counts as gone when that fails.
 * @param question follows the lists of the cluster until one of their streams ends
 * @throws only errors that are no failure of the cluster
 */
export async function followCluster(
  cluster: Cluster,
  question: (attempt: Attempt) => Question<void>,
  options: RequestOptions,
  report: ConnectionReport,
): Promise<void> {
  const presence = presenceOf(cluster, report);
  let failures = 0;
  let listsAgain = false;
  const isOver = () => options.interrupt.aborted;
  while (!isOver()) {
    const stream = presence.attempt();
    const attempt = { listsAgain, isRetry: failures > 0, onOpen: stream.opened };
    const answer: Answer<void> = await askOne(cluster, question(attempt), options);
    if (isOver()) return;
    failures = stream.milliseconds() >= goodStream ? 0 : failures + 1;
    stream.ended();
    if (!answer.ok) {
      const { failure } = answer;
      listsAgain = needsList(failure);
      if (!isExpired(failure) && (!stream.wasOpen() || failures > 1)) presence.gone(failure);
    } else listsAgain = false;
    if (failures > 0) await sleep(pauseOf(failures), options.interrupt);
  }
}

/** Keeps since when a cluster is gone, and tells each change once. */
function presenceOf(cluster: Cluster, report: ConnectionReport) {
  let goneSince: number | undefined;
  let lastSeen = performance.now();
  return {
    /** Returns the clock of one attempt. */
    attempt: () => {
      let openedAt: number | undefined;
      return {
        opened: () => {
          openedAt = performance.now();
          report.here(cluster, goneSince === undefined ? undefined : formatDuration(openedAt - goneSince));
          goneSince = undefined;
        },
        wasOpen: () => openedAt !== undefined,
        /** Returns for how long the stream has been open. */
        milliseconds: () => (openedAt === undefined ? 0 : performance.now() - openedAt),
        ended: () => {
          if (openedAt !== undefined) lastSeen = performance.now();
        },
      };
    },
    gone: (failure: ClusterError) => {
      if (goneSince !== undefined) return;
      goneSince = lastSeen;
      report.gone(cluster, failure);
    },
  };
}

/** True where the version that is known may be the reason of the failure. */
function needsList(failure: ClusterError): boolean {
  return isRefusal(failure) || hasReason(failure, 'Expired', 'Gone', 'InvalidAnswer');
}

/**
 * Returns the milliseconds before the next attempt, by chance so that not all clients come at once.
 */
function pauseOf(failures: number): number {
  const longest = Math.min(longestPause, firstPause * 2 ** Math.min(failures - 1, 10));
  return longest * (0.5 + Math.random() / 2);
}
