import type { Cluster } from '../../../kubernetes/kubeconfig/cluster.ts';
import type { Answer } from './answer.ts';
import { askOne, type Question } from './ask-one.ts';
import { mergeAnswers } from './identity.ts';
import { inParallel } from './in-parallel.ts';
import { startProgress } from './progress.ts';
import type { RequestOptions } from './request-options.ts';

/**
 * Asks all clusters at once, each with a deadline of its own. Answers are in the order of the
 * clusters. Answers of the same cluster are joined: `combine` makes one value of theirs, and
 * without it the first value counts.
 * @throws only errors that are no failure of a cluster
 */
export async function ask<Value>(
  clusters: readonly Cluster[],
  question: Question<Value>,
  options: RequestOptions,
  combine?: (first: Value, second: Value) => Value,
): Promise<Answer<Value>[]> {
  const progress = startProgress(clusters, options.progress, options.progressWidth);
  try {
    const answers = await inParallel(clusters, options.parallel, async cluster => {
      const answer = await askOne(cluster, question, options, clusters.length === 1);
      progress.answered(cluster);
      return answer;
    });
    return mergeAnswers(answers, combine);
  } finally {
    progress.stop();
  }
}
