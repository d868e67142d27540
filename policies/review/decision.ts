import { Type, type Static } from 'typebox';
import { Finding, ObjectReference } from './finding.ts';

/** One of the user's own rules that failed on the object. */
const Failure = Type.Object({ rule: Type.String(), reason: Type.String() });

/**
 * Result of a review. Findings are sorted by gravity of the action, rule, path and message. The
 * object is allowed if no finding denies it and no rule failed that could have denied it. With
 * `failures`, it is allowed only below a ceiling; otherwise, if no finding denies, there is no
 * decision.
 */
export const Decision = Type.Object({
  allowed: Type.Boolean(),
  findings: Type.Array(Finding),
  failures: Type.Optional(Type.Array(Failure)),
  /**
   * Object to show as `maker` in a second review: a known controller's object is denied only if the
   * object from which it is made is denied.
   */
  maker: Type.Optional(ObjectReference),
  /** Gravest action of any rule here; present if the settings do not let rules deny. */
  ceiling: Type.Optional(Type.Enum(['warn', 'audit', 'off'])),
});
export type Decision = Static<typeof Decision>;

/**
 * Returns a decision that was made without some rules. Nobody knows what these would have found, so
 * the decision allows nothing that they could have denied.
 */
export function withFailures(decision: Decision, failures: NonNullable<Decision['failures']>): Decision {
  return { ...decision, allowed: decision.ceiling !== undefined, failures };
}
