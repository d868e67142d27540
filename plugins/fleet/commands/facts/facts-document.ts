import { Type, type Static } from 'typebox';
import { ClusterFacts } from '../../../../policies/facts/cluster-facts.ts';
import type { Answer } from '../../fanout/answer.ts';
import type { InventoryWithFacts } from '../../inventory/inventory-with-facts.ts';

const apiVersion = 'kubectl-fleet.io/v1alpha1';

/** The facts of one cluster in a document of its own. A cluster that did not answer has an error and no facts. */
export const FactsDocument = Type.Object(
  {
    apiVersion: Type.Literal(apiVersion),
    kind: Type.Literal('ClusterFacts'),
    /** The name by which the cluster was asked. */
    metadata: Type.Object({ name: Type.String() }),
    error: Type.Optional(Type.String()),
    /** Why parts stay unknown, by part. */
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

/** Several of them in one document. */
export function factsList(items: readonly FactsDocument[]): object {
  return { apiVersion, kind: 'ClusterFactsList', items };
}
