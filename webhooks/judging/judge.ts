import type { Decision } from '../../policies/engine/decision.ts';
import type { Engine } from '../../policies/engine/engine.ts';
import type { ReviewInput } from '../../policies/engine/model.ts';
import type { PolicyFiles } from '../../policies/engine/policy-files.ts';
import { annotateIn, decideIn, readIn } from './asking.ts';
import { timeLeft, type Deadline } from './deadline.ts';
import { openHere, type OpenReview } from './open-review.ts';
import { largeBody, type Limits } from './limits.ts';
import { decideWithoutOwn } from './out-of-time.ts';
import { startPool, type Borrowed, type Pool, type PoolOptions } from './pool.ts';
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

type JudgingEngine = Pick<Engine, 'annotate' | 'decide' | 'ownRules'>;

export interface JudgeOptions extends Pick<PoolOptions, 'onLate' | 'onRestart'> {
  /** The program of the threads. */
  worker: URL;
  limits: Required<Limits>;
}

export function startJudge(engine: JudgingEngine, files: PolicyFiles, options: JudgeOptions): Judge {
  const { worker, limits, onLate, onRestart } = options;
  const own = engine.ownRules();
  const pool = startPool({
    start: onEnd => startThread(worker, files, onEnd),
    size: limits.workers,
    warm: own.length > 0,
    onLate,
    onRestart,
  });
  const budgetIn = (deadline: Deadline): number =>
    own.length > 0 ? Math.min(limits.evaluationMilliseconds, timeLeft(deadline)) : timeLeft(deadline);

  const decide = async (input: ReviewInput, deadline: Deadline): Promise<Decision> =>
    decideWithoutOwn(own, {
      all: () =>
        withThread(pool, deadline, borrowed =>
          decideIn(borrowed, { input, ofRead: false, budget: budgetIn(deadline) }),
        ),
      ours: () => engine.decide(input, own),
    });

  const open = async (body: Buffer, deadline: Deadline): Promise<OpenReview> => {
    const borrowed = await pool.borrow(deadline);
    const about = (input: ReviewInput) => ({ input, ofRead: true, budget: timeLeft(deadline) });
    const request = await readIn(borrowed, body, timeLeft(deadline)).catch((error: unknown) => {
      borrowed.giveBack();
      throw error;
    });
    return {
      request,
      decide: input =>
        decideWithoutOwn(own, {
          all: () => decideIn(borrowed, { ...about(input), budget: budgetIn(deadline) }),
          ours: () =>
            withThread(pool, deadline, async other => {
              await readIn(other, body, timeLeft(deadline));
              return decideIn(other, { ...about(input), without: own });
            }),
        }),
      annotate: input => annotateIn(borrowed, about(input)),
      close: borrowed.giveBack,
    };
  };

  const hasOwn = own.length > 0;
  return {
    decide: hasOwn ? decide : input => engine.decide(input),
    open: (body, deadline) => {
      if (body.length > largeBody) return open(body, deadline);
      const opened = openHere(engine, body);
      return hasOwn ? { ...opened, decide: input => decide(input, deadline) } : opened;
    },
    close: pool.close,
  };
}

async function withThread<Answer>(
  pool: Pool,
  deadline: Deadline,
  task: (borrowed: Borrowed) => Promise<Answer>,
): Promise<Answer> {
  const borrowed = await pool.borrow(deadline);
  try {
    return await task(borrowed);
  } finally {
    borrowed.giveBack();
  }
}
