import type { ClusterFacts } from '../facts/cluster-facts.ts';
import type { ClusterObjects } from '../facts/cluster-objects.ts';
import { factsInSteps, runToEnd, type FactReaders } from '../facts/facts.ts';
import { isClusterFacts, isWorkloadFacts } from './answers.ts';
import type { Evaluator } from './evaluator.ts';

/** Reads the facts of clusters from their raw objects. */
export interface ClusterReader {
  /** Returns the facts of a cluster. All calls share one separate instance of the policy. */
  readFacts: (objects: ClusterObjects) => ClusterFacts;
  /**
   * Yields between steps and returns the facts of a cluster: the facts of thousands of nodes take
   * so long that others would wait. Uses an instance of the policy of its own, whose memory is
   * freed afterwards. The lookup tables of the facts are ready at the end.
   */
  readFactsInSteps: (objects: ClusterObjects) => Generator<undefined, ClusterFacts>;
}

/** Returns a reader that asks the policy of the evaluator. */
export function clusterReader({ startSeparate, prepareLookup }: Evaluator): ClusterReader {
  let shared: FactReaders | undefined;
  return {
    readFacts: objects => runToEnd(factsInSteps(objects, (shared ??= readersBy(startSeparate())))),
    readFactsInSteps: function* (objects) {
      const facts = yield* factsInSteps(objects, readersBy(startSeparate()));
      yield;
      prepareLookup(facts);
      return facts;
    },
  };
}

function readersBy(ask: Evaluator['ask']): FactReaders {
  return {
    facts: some => ask('fleet/main/facts', isClusterFacts, some),
    workloads: some => ask('fleet/main/workloads', isWorkloadFacts, some),
  };
}
