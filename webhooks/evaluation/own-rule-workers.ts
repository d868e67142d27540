import type { Decision } from '../../policies/review/decision.ts';
import type { Engine } from '../../policies/engine/engine.ts';
import type { ReviewInput } from '../../policies/review/review-input.ts';
import type { Deadline } from '../flow-control/deadline.ts';
import type { Limits } from '../flow-control/limits.ts';
import { decideWithTimeoutFallback, isTimeout } from './own-rule-timeout.ts';
import { rememberSlowReviews } from './slow-reviews.ts';
import { decideOnWorker } from './worker-calls.ts';
import type { WorkerPool } from './worker-pool.ts';

/** CPU time in milliseconds after which the pool of slow reviews takes a review over. */
const fastMilliseconds = 50;

/** Time in milliseconds that stays for the rules of this project after a timeout of own rules. */
const fallbackMilliseconds = 100;

/** Pools for the user's own rules. */
interface OwnRulePools {
  /** Evaluates any review, with a small budget, so that the next review does not wait for it. */
  fast: WorkerPool;
  /** Evaluates reviews that exceed the small budget. They delay only each other. */
  slow: WorkerPool;
}

/**
 * Returns a function that evaluates all rules on workers, because the user's own rules may run
 * without end. A review that was slow before goes to the slow pool at once. The function throws as
 * WorkerPool.lend and Engine.decide.
 */
export function decideOnWorkers(
  engine: Pick<Engine, 'decide' | 'ownRules'>,
  { fast, slow }: OwnRulePools,
  { evaluationMilliseconds }: Required<Limits>,
): (input: ReviewInput, deadline: Deadline) => Promise<Decision> {
  const own = engine.ownRules();
  const slowReviews = rememberSlowReviews();
  const decideIn = (
    pool: WorkerPool,
    input: ReviewInput,
    deadline: Deadline,
    cpuMilliseconds: number,
  ): Promise<Decision> =>
    pool.lend(deadline, borrowed =>
      decideOnWorker(borrowed, { input, ofRead: false, budget: { deadline, cpuMilliseconds } }),
    );

  const decide = async (input: ReviewInput, deadline: Deadline): Promise<Decision> => {
    if (!slowReviews.has(input)) {
      try {
        return await decideIn(fast, input, deadline, Math.min(fastMilliseconds, evaluationMilliseconds));
      } catch (error) {
        if (!isTimeout(error)) throw error;
        slowReviews.add(input);
      }
    }
    return decideIn(slow, input, deadline, evaluationMilliseconds);
  };
  return (input, deadline) =>
    decideWithTimeoutFallback(own, {
      all: () => decide(input, { ...deadline, ends: deadline.ends - fallbackMilliseconds }),
      builtIn: () => engine.decide(input, own),
    });
}
