import type { ReviewInput } from '../../policies/review/review-input.ts';
import { decideIn, mutateIn, readIn, type About } from './asking.ts';
import type { Deadline } from './deadline.ts';
import { largeReviewMilliseconds, type Limits } from './limits.ts';
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
  const thinking = own.length > 0 ? evaluationMilliseconds : largeReviewMilliseconds;
  return async (body, deadline) => {
    const borrowed = await pool.borrow(deadline);
    const budget = { deadline, thinking: largeReviewMilliseconds };
    const about = (input: ReviewInput): About => ({ input, ofRead: true, budget });
    const request = await readIn(borrowed, body, budget).catch((error: unknown) => {
      borrowed.giveBack();
      throw error;
    });
    return {
      request,
      decide: input =>
        decideWithoutOwn(own, {
          all: () => decideIn(borrowed, { ...about(input), budget: { deadline, thinking } }),
          ours: () =>
            pool.lend(deadline, async another => {
              await readIn(another, body, budget);
              return decideIn(another, { ...about(input), without: own });
            }),
        }),
      mutate: input => mutateIn(borrowed, about(input)),
      close: borrowed.giveBack,
    };
  };
}
