import type { Decision } from '../../policies/review/decision.ts';
import type { Engine } from '../../policies/engine/engine.ts';
import type { ReviewInput } from '../../policies/review/review-input.ts';
import type { PolicyFiles } from '../../policies/engine/policy-files.ts';
import type { Deadline } from './deadline.ts';
import { largeBody, type Limits } from './limits.ts';
import { largeReviews } from './large-reviews.ts';
import { openHere, openWhole, type OpenReview } from './open-review.ts';
import { ownRules } from './own-rules.ts';
import { startPool, type Pool, type PoolOptions } from './pool.ts';
import { startThread } from './thread.ts';

/**
 * Judges by one policy; another policy has another judge. What is quick and sure to end is done in this thread. Rules of the user's own,
 * which may think for ever, and large objects have threads of their own.
 */
export interface Judge {
  /** @throws EngineError; WebhookError OVERLOADED, TOO_LATE */
  decide: (input: ReviewInput, deadline: Deadline) => Decision | Promise<Decision>;
  /** @throws WebhookError REVIEW_INVALID, OVERLOADED, TOO_LATE; EngineError OUT_OF_TIME */
  open: (body: Buffer, deadline: Deadline) => OpenReview | Promise<OpenReview>;
  /** Ends what was started for this policy, once all that was begun is answered. */
  close: () => void;
}

export interface JudgeOptions extends Pick<PoolOptions, 'onLate' | 'onRestart'> {
  /** The program of the threads. */
  worker: URL;
  limits: Required<Limits>;
}

export function startJudge(
  engine: Pick<Engine, 'decide' | 'mutate' | 'ownRules'>,
  files: PolicyFiles,
  options: JudgeOptions,
): Judge {
  const { worker, limits, ...events } = options;
  const own = engine.ownRules();
  const pools: Pool[] = [];
  const poolOf = (size: number, warm: boolean): Pool => {
    const pool = startPool({ start: onEnd => startThread(worker, files, onEnd), size, warm, ...events });
    pools.push(pool);
    return pool;
  };
  const decide: Judge['decide'] =
    own.length > 0
      ? ownRules(engine, { quick: poolOf(limits.workers, true), patient: poolOf(1, false) }, limits)
      : input => engine.decide(input);
  const openLarge = largeReviews(own, poolOf(limits.workers, false), limits);
  return {
    decide,
    open: (body, deadline) => {
      if (body.length > largeBody) return openLarge(body, deadline);
      if (own.length === 0) return openHere(engine, body);
      return { ...openWhole(engine, body), decide: input => decide(input, deadline) };
    },
    close: () => {
      for (const pool of pools) pool.close();
    },
  };
}
