import type { Decision } from '../../policies/review/decision.ts';
import { EngineError } from '../../policies/engine/errors.ts';
import { withFailures } from '../../policies/engine/failures.ts';

/**
 * The decision of all rules or, when they found no end, that of this project's rules with the user's own as failed: an object that makes
 * a rule think for ever does not so escape the others.
 * @param own ids of the user's own rules
 * @throws what `all` throws, when the user's own rules cannot be the reason; what `ours` throws
 */
export async function decideWithoutOwn(
  own: readonly string[],
  { all, ours }: { all: () => Promise<Decision>; ours: () => Decision | Promise<Decision> },
): Promise<Decision> {
  try {
    return await all();
  } catch (error) {
    if (own.length === 0 || !isOutOfTime(error)) throw error;
    const rule = own.length === 1 ? own.join() : `one of ${own.join(', ')}`;
    return withFailures(await ours(), [{ rule, reason: error.message }]);
  }
}

export function isOutOfTime(error: unknown): error is EngineError {
  return error instanceof EngineError && error.code === 'OUT_OF_TIME';
}
