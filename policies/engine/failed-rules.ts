import { withFailures, type Decision } from '../review/decision.ts';
import { reasonOf } from '../../kubernetes/errors/reason.ts';
import { EngineError } from './errors.ts';
import { ruleId } from '../rules/rule-id.ts';

/** Repeats a review on which the policy failed. */
interface Retry {
  /** Packages of the user's own rules. */
  own: readonly string[];
  /** Returns the decision of the policy without the rules of these packages. */
  decideWithout: (leftOut: readonly string[]) => Decision;
  /** True if the settings switch a rule off, so that its failure does not matter. */
  isOff: (rule: string) => boolean;
}

/**
 * Returns the decision on an object on which the policy failed, without the user's own rules that
 * caused the failure; the decision names them. Each own rule is tried alone with the rules of this
 * project, so that a failing rule does not hide another one.
 * @param error as the policy threw it
 * @throws the error itself if the user's own rules are not the cause
 */
export function decideWithoutFailedRules(error: unknown, { own, decideWithout, isOff }: Retry): Decision {
  if (own.length === 0) throw error;
  decideWithout(own);
  const failed = own.flatMap(name => {
    const reason = reasonToFail(() => decideWithout(own.filter(other => other !== name)));
    return reason === undefined ? [] : [{ name, reason }];
  });
  if (failed.length === 0) throw error;
  const decision = decideWithout(failed.map(({ name }) => name));
  const failures = failed
    .map(({ name, reason }) => ({ rule: ruleId(name), reason }))
    .filter(({ rule }) => !isOff(rule));
  return failures.length === 0 ? decision : withFailures(decision, failures);
}

/** Returns the reason of a failure; undefined if there is none. */
function reasonToFail(decide: () => Decision): string | undefined {
  try {
    decide();
    return undefined;
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return error.code === 'RESULT_INVALID'
      ? 'a violation is not of the shape {path, message, action?, why?, fix?, key?, reach?}, with a set as reach'
      : reasonOf(error.cause);
  }
}
