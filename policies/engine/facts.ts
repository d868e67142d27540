import type { ClusterFacts, ClusterObjects, FleetNode } from './model.ts';

/** So many are read in some milliseconds, and in little of the memory that never shrinks. */
const nodesAtOnce = 250;

/**
 * What the rules may know about a cluster, in steps between which others may have their turn. Of all that there is in a cluster nodes are
 * the many that say nothing of each other.
 * @param ask reads the facts of some objects
 */
export function* factsInSteps(
  { nodes, ...others }: ClusterObjects,
  ask: (objects: ClusterObjects) => ClusterFacts,
): Generator<undefined, ClusterFacts> {
  if (nodes === undefined || others.incomplete?.includes('nodes')) return ask(others);
  const read: FleetNode[] = [];
  for (let start = 0; start < nodes.length; start += nodesAtOnce) {
    const facts = ask({ nodes: nodes.slice(start, start + nodesAtOnce) });
    read.push(...(facts.nodes ?? []));
    yield;
  }
  const providers = new Set(read.map(({ provider }) => provider).filter(provider => provider !== ''));
  return { ...ask({ ...others, providers: [...providers] }), nodes: read };
}

/** Takes all steps at once. */
export function inOneGo<Result>(steps: Generator<undefined, Result>): Result {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}
