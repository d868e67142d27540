import type { ReviewInput } from '../../policies/review/review-input.ts';
import type { Deadline } from '../flow-control/deadline.ts';
import type { Limits } from '../flow-control/limits.ts';
import { decideWithTimeoutFallback } from './own-rule-timeout.ts';
import type { ReviewHandle } from './review-handle.ts';
import { decideOnWorker, mutateOnWorker, readOnWorker, type WorkerEvaluation } from './worker-calls.ts';
import type { WorkerPool } from './worker-pool.ts';

/** CPU time in milliseconds after which a large review fails, so that others get its worker. */
const largeReviewMilliseconds = 2_000;

/**
 * Returns a function that reads and evaluates large reviews on workers, so that the main thread
 * does not wait for them. The function throws as WorkerPool.borrow and readOnWorker.
 * @param own ids of the user's own rules
 */
export function openOnWorkers(
  own: readonly string[],
  pool: WorkerPool,
  { evaluationMilliseconds }: Required<Limits>,
): (body: Buffer, deadline: Deadline) => Promise<ReviewHandle> {
  const decisionMilliseconds = own.length > 0 ? evaluationMilliseconds : largeReviewMilliseconds;
  return async (body, deadline) => {
    const borrowed = await pool.borrow(deadline);
    const budget = { deadline, cpuMilliseconds: largeReviewMilliseconds };
    const evaluationOf = (input: ReviewInput): WorkerEvaluation => ({ input, ofRead: true, budget });
    const request = await readOnWorker(borrowed, body, budget).catch((error: unknown) => {
      borrowed.giveBack();
      throw error;
    });
    return {
      request,
      decide: input =>
        decideWithTimeoutFallback(own, {
          all: () =>
            decideOnWorker(borrowed, {
              ...evaluationOf(input),
              budget: { deadline, cpuMilliseconds: decisionMilliseconds },
            }),
          builtIn: () =>
            pool.lend(deadline, async another => {
              await readOnWorker(another, body, budget);
              return decideOnWorker(another, { ...evaluationOf(input), without: own });
            }),
        }),
      mutate: input => mutateOnWorker(borrowed, evaluationOf(input)),
      close: borrowed.giveBack,
    };
  };
}
