import { Type, type Static } from 'typebox';

const ObjectReference = Type.Object({
  apiVersion: Type.String(),
  kind: Type.String(),
  namespace: Type.String(),
  name: Type.String(),
});

/** What one rule has to say about one place in one object. */
export const Finding = Type.Object({
  rule: Type.String(),
  action: Type.Enum(['deny', 'warn', 'audit']),
  object: ObjectReference,
  /** Where in the object, as a person writes it: spec.resourceSelectors[0] */
  path: Type.String(),
  message: Type.String(),
  why: Type.String(),
  fix: Type.String(),
  /** Address of the rule's page; absent where neither the rule nor the settings name one. */
  doc: Type.Optional(Type.String()),
  /** Present where the ceiling of the settings alone keeps the finding from a denial; the message says the same in words. */
  wouldDeny: Type.Optional(Type.Literal(true)),
  /** The FleetExemption that speaks of the object and the rule, whether it counts or not; the message says the same in words. */
  exemption: Type.Optional(
    Type.Object({
      name: Type.String(),
      owner: Type.String(),
      ticket: Type.String(),
      /** Day or time as it was written. */
      expiresAt: Type.String(),
      /** False for one that has expired, or lasts longer than is allowed. */
      counts: Type.Boolean(),
    }),
  ),
});
export type Finding = Static<typeof Finding>;

/** One of the user's own rules that could not judge the object. */
const Failure = Type.Object({ rule: Type.String(), reason: Type.String() });

/**
 * Findings after actions, sorted by gravity, rule, path and message. Allowed means that none of them denies, and that no rule failed that could
 * have: with `failures` it is allowed only below a ceiling, and where no finding denies it was not decided otherwise.
 */
export const Decision = Type.Object({
  allowed: Type.Boolean(),
  findings: Type.Array(Finding),
  failures: Type.Optional(Type.Array(Failure)),
  /** The object to show as `maker` and to decide again: what a known controller makes is denied no more than what it is made of. */
  maker: Type.Optional(ObjectReference),
  /** The gravest action that any rule has here, where the settings do not let rules deny. */
  ceiling: Type.Optional(Type.Enum(['warn', 'audit', 'off'])),
});
export type Decision = Static<typeof Decision>;
