import type { Answer } from './answer.ts';
import type { Cluster } from '../../../kubernetes/kubeconfig/cluster.ts';
import { connect, type Client, type Network } from '../../../kubernetes/client/client.ts';
import { startDeadline } from '../../../kubernetes/deadline/deadline.ts';
import { clusterUid, mergeAnswers } from './identity.ts';
import { startProgress } from './progress.ts';
import { ClusterError } from '../../../kubernetes/errors/cluster-error.ts';
import { withWithheld } from '../../../kubernetes/credentials/withheld.ts';

/** How to ask: milliseconds each cluster has in all (0: no limit), how many at once, and what it needs of the process. */
export interface Manner {
  timeout: number;
  parallel: number;
  network: Network;
  interrupt: AbortSignal;
  progress: (line: string) => void;
}

export type Question<Value> = (client: Client, cluster: Cluster) => Promise<Value>;

/**
 * Asks all clusters at once, each with a deadline of its own. Answers come in the order of the clusters; those that turn out to be
 * the same cluster are one, whose value `combine` makes of theirs (else it is the first's).
 * @throws only what is no failure of a cluster
 */
export async function ask<Value>(
  clusters: readonly Cluster[],
  question: Question<Value>,
  manner: Manner,
  combine?: (first: Value, second: Value) => Value,
): Promise<Answer<Value>[]> {
  const progress = startProgress(clusters, manner.progress);
  try {
    const answers = await inParallel(clusters, manner.parallel, async cluster => {
      const answer = await askOne(cluster, question, manner);
      progress.answered(cluster);
      return answer;
    });
    return mergeAnswers(answers, combine);
  } finally {
    progress.stop();
  }
}

async function askOne<Value>(
  cluster: Cluster,
  question: Question<Value>,
  { timeout, network, interrupt }: Manner,
): Promise<Answer<Value> & { uid: string | undefined }> {
  const start = performance.now();
  const deadline = startDeadline(timeout, interrupt);
  let client: Client | undefined;
  const since = () => Math.round(performance.now() - start);
  try {
    if (cluster.connection instanceof ClusterError) throw cluster.connection;
    client = await connect(cluster.connection, network, deadline);
    const [value, uid] = await Promise.all([question(client, cluster), clusterUid(client)]);
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

/** Results in the order of the items, with at most `limit` at work. */
async function inParallel<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = [...items.entries()];
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [index, item] = next;
      results[index] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}
