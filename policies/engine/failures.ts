import type { Decision } from '../review/decision.ts';
import { reasonOf } from '../../kubernetes/errors/reason.ts';
import { EngineError } from './errors.ts';
import { ruleId } from '../rules/rule-id.ts';

/** What to ask when the policy failed on an object. */
interface Retry {
  /** Packages of the user's own rules. */
  own: readonly string[];
  /** Asks the policy, which leaves out the packages that it is given. */
  judge: (leftOut: readonly string[]) => Decision;
  /** Whether a setting switches a rule off, so that nobody waits for what it says. */
  isOff: (rule: string) => boolean;
}

/**
 * The decision when the policy fails on an object: without the user's own rules that are the reason, which it names. Each is tried
 * alone with the rules of this project, so that one that fails takes no other with it.
 * @throws the error itself when the user's own rules are not the reason
 */
export function decideWithoutFailing(error: unknown, { own, judge, isOff }: Retry): Decision {
  if (own.length === 0) throw error;
  judge(own);
  const failed = own.flatMap(name => {
    const reason = reasonToFail(() => judge(own.filter(other => other !== name)));
    return reason === undefined ? [] : [{ name, reason }];
  });
  if (failed.length === 0) throw error;
  const decision = judge(failed.map(({ name }) => name));
  const failures = failed
    .map(({ name, reason }) => ({ rule: ruleId(name), reason }))
    .filter(({ rule }) => !isOff(rule));
  return failures.length === 0 ? decision : withFailures(decision, failures);
}

/** A decision of which some rules had no part. Nobody knows what they would have said, so it allows nothing where they could have denied. */
export function withFailures(decision: Decision, failures: NonNullable<Decision['failures']>): Decision {
  return { ...decision, allowed: decision.ceiling !== undefined, failures };
}

function reasonToFail(judge: () => Decision): string | undefined {
  try {
    judge();
    return undefined;
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return error.code === 'RESULT_INVALID'
      ? 'a violation is not of the shape {path, message, action?, why?, fix?, key?, reach?}, with a set as reach'
      : reasonOf(error.cause);
  }
}

/**
 * Tells apart from a denial what was not decided: a rule failed that could have denied, and none denies.
 * @throws EngineError RULE_FAILED
 */
export function requireDecided({ allowed, findings, failures = [] }: Decision): void {
  if (allowed || failures.length === 0 || findings.some(({ action }) => action === 'deny')) return;
  throw new EngineError('RULE_FAILED', failures.map(({ rule, reason }) => `${rule}: ${reason}`).join('; '));
}
