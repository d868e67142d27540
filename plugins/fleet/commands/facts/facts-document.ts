import { Type, type Static } from 'typebox';
import { ClusterFacts } from '../../../../policies/facts/cluster-facts.ts';
import type { Answer } from '../../fanout/answer.ts';
import type { InventoryWithFacts } from '../../inventory/inventory-with-facts.ts';

const apiVersion = 'kubectl-fleet.io/v1alpha1';

/**
 * Document with the facts of one cluster. A cluster that did not answer has an error and no facts.
 */
export const FactsDocument = Type.Object(
  {
    apiVersion: Type.Literal(apiVersion),
    kind: Type.Literal('ClusterFacts'),
    /** Name by which the cluster was asked. */
    metadata: Type.Object({ name: Type.String() }),
    error: Type.Optional(Type.String()),
    /** Reasons for unknown parts, by part. */
    unread: Type.Optional(Type.Record(Type.String(), Type.String())),
    facts: Type.Optional(ClusterFacts),
  },
  { additionalProperties: false },
);
export type FactsDocument = Static<typeof FactsDocument>;

export function factsDocument(answer: Answer<Pick<InventoryWithFacts, 'facts' | 'unread'>>): FactsDocument {
  const head = { apiVersion, kind: 'ClusterFacts', metadata: { name: answer.cluster.name } } as const;
  if (!answer.ok) return { ...head, error: answer.failure.message };
  const { facts, unread } = answer.value;
  const reasons = Object.fromEntries(unread.map(({ part, error }) => [part, error.message]));
  return { ...head, ...(unread.length > 0 && { unread: reasons }), facts };
}

/** Returns several documents as one list. */
export function factsList(items: readonly FactsDocument[]): object {
  return { apiVersion, kind: 'ClusterFactsList', items };
}
