import type { Decision } from '../../policies/review/decision.ts';
import { EngineError } from '../../policies/engine/errors.ts';
import { withFailures } from '../../policies/review/decision.ts';

/**
 * Returns the decision of all rules. After a timeout it returns the decision of this project's
 * rules, with the user's own rules as failed. So an object that makes one rule run without end does
 * not escape the other rules.
 * @param own ids of the user's own rules
 * @throws any error of `all` that is not a timeout of the user's own rules; any error of `builtIn`
 */
export async function decideWithTimeoutFallback(
  own: readonly string[],
  { all, builtIn }: { all: () => Promise<Decision>; builtIn: () => Decision | Promise<Decision> },
): Promise<Decision> {
  try {
    return await all();
  } catch (error) {
    if (own.length === 0 || !isTimeout(error)) throw error;
    const rule = own.length === 1 ? own.join() : `one of ${own.join(', ')}`;
    return withFailures(await builtIn(), [{ rule, reason: error.message }]);
  }
}

/** True for the error of an evaluation that has used up its budget. */
export function isTimeout(error: unknown): error is EngineError {
  return error instanceof EngineError && error.code === 'OUT_OF_TIME';
}
