import type { ReviewInput } from '../../policies/engine/model.ts';
import { annotateIn, decideIn, readIn, type About } from './asking.ts';
import { timeLeft, type Deadline } from './deadline.ts';
import type { Limits } from './limits.ts';
import type { OpenReview } from './open-review.ts';
import { decideWithoutOwn } from './out-of-time.ts';
import type { Pool } from './pool.ts';

/**
 * Has large reviews read and judged in threads of their own, where they keep nobody waiting.
 * @param own ids of the user's own rules
 */
export function largeReviews(
  own: readonly string[],
  pool: Pool,
  { evaluationMilliseconds }: Required<Limits>,
): (body: Buffer, deadline: Deadline) => Promise<OpenReview> {
  const mayThink = own.length > 0 ? evaluationMilliseconds : Infinity;
  return async (body, deadline) => {
    const borrowed = await pool.borrow(deadline);
    const about = (input: ReviewInput): About => ({ input, ofRead: true, budget: timeLeft(deadline) });
    const request = await readIn(borrowed, body, timeLeft(deadline)).catch((error: unknown) => {
      borrowed.giveBack();
      throw error;
    });
    return {
      request,
      decide: input =>
        decideWithoutOwn(own, {
          all: () => decideIn(borrowed, { ...about(input), budget: Math.min(mayThink, timeLeft(deadline)) }),
          ours: () =>
            pool.lend(deadline, async another => {
              await readIn(another, body, timeLeft(deadline));
              return decideIn(another, { ...about(input), without: own });
            }),
        }),
      annotate: input => annotateIn(borrowed, about(input)),
      close: borrowed.giveBack,
    };
  };
}
