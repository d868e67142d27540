import { Type, type Static } from 'typebox';
import { Finding, ObjectReference } from './finding.ts';

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
