import type { Decision } from '../../policies/review/decision.ts';
import type { Engine } from '../../policies/engine/engine.ts';
import type { ReviewInput } from '../../policies/review/review-input.ts';
import type { PolicyFiles } from '../../policies/engine/policy-files.ts';
import type { Deadline } from '../flow-control/deadline.ts';
import { largeBody, type Limits } from '../flow-control/limits.ts';
import { startEvaluationWorker } from './evaluation-worker.ts';
import { openOnWorkers } from './large-reviews.ts';
import { decideOnWorkers } from './own-rule-workers.ts';
import { openParsedReview, openReview, type ReviewHandle } from './review-handle.ts';
import { startWorkerPool, type WorkerPool } from './worker-pool.ts';

/**
 * Evaluates reviews by one policy; each policy has its own evaluator. The main thread evaluates
 * small reviews by the rules of this project, which are fast and always end. Workers evaluate the
 * user's own rules, which may run without end, and large objects.
 */
export interface ReviewEvaluator {
  /** Evaluates all rules. @throws EngineError; WebhookError OVERLOADED, TOO_LATE */
  decide: (input: ReviewInput, deadline: Deadline) => Decision | Promise<Decision>;
  /**
   * Reads a review.
   * @throws WebhookError REVIEW_INVALID, OVERLOADED, TOO_LATE; EngineError OUT_OF_TIME
   */
  open: (body: Buffer, deadline: Deadline) => ReviewHandle | Promise<ReviewHandle>;
  /** Ends the workers of this policy after the reviews that have begun. */
  close: () => void;
}

/** Options of an evaluator. */
export interface EvaluatorOptions {
  /** Program of the workers. */
  worker: URL;
  limits: Required<Limits>;
  /** Is called when a review gets no worker in time. */
  onLate: () => void;
  /** Is called when a worker was ended in the middle of its task, or ended by itself. */
  onRestart: () => void;
}

/**
 * Starts the evaluator of a policy and, where the policy has own rules of the user, its workers.
 */
export function startReviewEvaluator(
  engine: Pick<Engine, 'decide' | 'mutate' | 'ownRules'>,
  files: PolicyFiles,
  options: EvaluatorOptions,
): ReviewEvaluator {
  const { worker, limits, ...events } = options;
  const own = engine.ownRules();
  const pools: WorkerPool[] = [];
  const startPool = (size: number, warm: boolean): WorkerPool => {
    const start = (onEnd: () => void) => startEvaluationWorker(worker, files, onEnd);
    const pool = startWorkerPool({ start, size, warm, ...events });
    pools.push(pool);
    return pool;
  };
  const decide: ReviewEvaluator['decide'] =
    own.length > 0
      ? decideOnWorkers(engine, { fast: startPool(limits.workers, true), slow: startPool(1, false) }, limits)
      : input => engine.decide(input);
  const openLarge = openOnWorkers(own, startPool(limits.workers, false), limits);
  return {
    decide,
    open: (body, deadline) => {
      if (body.length > largeBody) return openLarge(body, deadline);
      if (own.length === 0) return openReview(engine, body);
      return { ...openParsedReview(engine, body), decide: input => decide(input, deadline) };
    },
    close: () => {
      for (const pool of pools) pool.close();
    },
  };
}
