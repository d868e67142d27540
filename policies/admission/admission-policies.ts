import { Type, type Static } from 'typebox';
import { KubernetesObject } from '../../kubernetes/objects/object.ts';

/** What the API server of a cluster can judge by itself, and what it cannot. */
export const AdmissionPolicies = Type.Object({
  /** Admission policies, their bindings and parameters, to apply in this order. */
  manifests: Type.Array(KubernetesObject),
  /** Rules that have no twin, each with the reason. */
  without: Type.Array(Type.Object({ rule: Type.String(), reason: Type.String() })),
});
export type AdmissionPolicies = Static<typeof AdmissionPolicies>;

/** A condition of the API server. It does not ask the webhook about a request for which the expression is false. */
export const MatchCondition = Type.Object({
  name: Type.String(),
  /** CEL */
  expression: Type.String(),
  /** The kinds that it is about; without, all. */
  of: Type.Optional(Type.Array(Type.Object({ group: Type.String(), kind: Type.String() }))),
  /** Name of the only webhook that has it; absent for a condition of all webhooks. */
  webhook: Type.Optional(Type.String()),
});
export type MatchCondition = Static<typeof MatchCondition>;
