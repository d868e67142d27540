import { loadEngine, type Engine } from '../../../policies/engine/engine.ts';
import { EngineError } from '../../../policies/engine/errors.ts';
import type { ClusterFacts } from '../../../policies/facts/cluster-facts.ts';
import type { Read } from '../../../policies/facts/reads.ts';
import type { Question } from '../fanout/ask-one.ts';
import { ClusterError } from '../../../kubernetes/errors/cluster-error.ts';
import { readInventory, type Inventory } from './read-inventory.ts';

/** Inventory, and the facts that the policy reads from it. */
export interface InventoryWithFacts extends Inventory {
  facts: ClusterFacts;
}

/**
 * Reads one cluster's objects, and its facts by the policy. The policy is loaded once, while the
 * first answers arrive.
 * @param choose selects from the lists that the policy names for the plugin
 */
export function inventoryWithFacts(
  policyFolder: URL,
  choose: (reads: readonly Read[]) => readonly Read[] = reads => reads,
): Question<InventoryWithFacts> {
  let loading: Promise<Engine> | undefined;
  return async client => {
    loading ??= loadEngine(policyFolder);
    const reads = loading.then(engine => choose(engine.reads().filter(({ by }) => by.includes('plugin'))));
    const [engine, inventory] = await Promise.all([loading, readInventory(client, reads)]);
    try {
      return { ...inventory, facts: engine.readFacts(inventory.objects) };
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      throw new ClusterError('InternalError', `its facts cannot be read: ${error.message}`, { cause: error });
    }
  };
}
