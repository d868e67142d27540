import type { Client, OpenClient } from '../../../kubernetes/client/client.ts';
import { connect } from '../../../kubernetes/client/connect.ts';
import { startDeadline, type Deadline } from '../../../kubernetes/deadline/deadline.ts';
import { deadlineError } from '../../../kubernetes/deadline/until.ts';
import { memoryOf, noMemory, type ClusterMemory } from '../../../kubernetes/discovery/memory.ts';
import type { Cluster } from '../../../kubernetes/kubeconfig/cluster.ts';
import { ClusterError } from '../../../kubernetes/errors/cluster-error.ts';
import { withWithheld } from '../../../kubernetes/credentials/withheld.ts';
import type { Answer } from './answer.ts';
import { clusterUid } from './identity.ts';
import { networkOf, type RequestOptions } from './request-options.ts';

/** The parts of asking that a question may use. */
export interface Asking {
  /** UID of the cluster, which is asked for at the same time. */
  uid: Promise<string | undefined>;
  /** A stream lifts the deadline when it has begun. */
  deadline: Pick<Deadline, 'lift'>;
  /** Facts about the cluster that earlier runs have read. */
  memory: ClusterMemory;
}

/** Request to one cluster. A failure of the cluster is a ClusterError. */
export type Question<Value> = (client: Client, cluster: Cluster, asking?: Asking) => Promise<Value>;

/**
 * Asks one cluster within its deadline, and for its identity at the same time.
 * @param isAlone true where no other cluster is asked that may be the same; then no UID is asked
 * for
 * @throws only errors that are no failure of the cluster
 */
export async function askOne<Value>(
  cluster: Cluster,
  question: Question<Value>,
  { timeout, network, caches, interrupt }: RequestOptions,
  isAlone = false,
): Promise<Answer<Value> & { uid: string | undefined }> {
  const start = performance.now();
  const deadline = startDeadline(timeout, interrupt);
  let client: OpenClient | undefined;
  const since = () => Math.round(performance.now() - start);
  try {
    if (cluster.connection instanceof ClusterError) throw cluster.connection;
    // After an interrupt, no more clusters are asked and no plugins are called.
    if (deadline.signal.aborted) throw deadlineError(deadline, reason => `${reason} (${cluster.server})`);
    client = await connect(cluster.connection, networkOf(cluster, network), deadline);
    const memory = caches === undefined ? noMemory : memoryOf(cluster.connection, caches);
    const identity = isAlone ? Promise.resolve(undefined) : clusterUid(client, memory);
    const [value, uid] = await Promise.all([question(client, cluster, { uid: identity, deadline, memory }), identity]);
    return { cluster, durationMs: since(), uid, ok: true, value };
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    const { connection } = cluster;
    const failure = connection instanceof ClusterError ? error : withWithheld(error, connection);
    return { cluster, durationMs: since(), uid: undefined, ok: false, failure };
  } finally {
    deadline.end();
    client?.close();
  }
}
