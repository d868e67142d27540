import { Type, type Static } from 'typebox';
import { KubernetesObject } from '../../kubernetes/objects/object.ts';

/** Rules that the API server of a cluster can evaluate by itself, and those that it cannot. */
export const AdmissionPolicies = Type.Object({
  /** ValidatingAdmissionPolicies, their bindings and parameters, to apply in this order. */
  manifests: Type.Array(KubernetesObject),
  /** Rules without an admission policy, each with the reason. */
  without: Type.Array(Type.Object({ rule: Type.String(), reason: Type.String() })),
});
export type AdmissionPolicies = Static<typeof AdmissionPolicies>;

/** Match condition: the API server does not ask the webhook if the expression is false. */
export const MatchCondition = Type.Object({
  name: Type.String(),
  /** Expression in CEL. */
  expression: Type.String(),
  /** Kinds to which it applies; absent for all kinds. */
  of: Type.Optional(Type.Array(Type.Object({ group: Type.String(), kind: Type.String() }))),
  /** Name of the only webhook that has it; absent for all webhooks. */
  webhook: Type.Optional(Type.String()),
});
export type MatchCondition = Static<typeof MatchCondition>;
