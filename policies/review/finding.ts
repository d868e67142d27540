import { Type, type Static } from 'typebox';
import { findingActions, type FindingAction } from '../rules/finding-action.ts';

/** Reference to an object; the namespace is '' for a cluster-scoped one. */
export const ObjectReference = Type.Object({
  apiVersion: Type.String(),
  kind: Type.String(),
  namespace: Type.String(),
  name: Type.String(),
});

/** Finding of one rule at one place of one object. */
export const Finding = Type.Object({
  rule: Type.String(),
  action: Type.Enum(findingActions),
  object: ObjectReference,
  /** Place in the object, e.g. spec.resourceSelectors[0]. */
  path: Type.String(),
  message: Type.String(),
  why: Type.String(),
  fix: Type.String(),
  /** Address of the rule's page; absent if neither the rule nor the settings have one. */
  doc: Type.Optional(Type.String()),
  /** Present if only the ceiling of the settings prevents a denial. The message says the same. */
  wouldDeny: Type.Optional(Type.Literal(true)),
  /** FleetExemption for the object and the rule, valid or not. The message says the same. */
  exemption: Type.Optional(
    Type.Object({
      name: Type.String(),
      owner: Type.String(),
      ticket: Type.String(),
      /** Day or time as written in the exemption. */
      expiresAt: Type.String(),
      /** False if it has expired or lasts longer than is allowed. */
      counts: Type.Boolean(),
    }),
  ),
});
export type Finding = Static<typeof Finding>;

/** Returns the number of findings with each action. */
export function countByAction(findings: readonly Finding[]): Record<FindingAction, number> {
  const counts = { deny: 0, warn: 0, audit: 0 };
  for (const { action } of findings) counts[action] += 1;
  return counts;
}
