import { reasonOf } from '../../kubernetes/errors/reason.ts';
import { EngineError } from '../../policies/engine/errors.ts';
import type { Deadline } from './deadline.ts';
import { watching, type Budget } from './budget.ts';
import { overloaded } from './gate.ts';
import { errorOf, type Answer, type Question } from './messages.ts';
import { createStock } from './stock.ts';
import type { Thread } from './thread.ts';

export interface PoolOptions {
  /** Starts a thread; `onEnd` is called when it ends. */
  start: (onEnd: () => void) => Promise<Thread>;
  /** How many threads work at a time. */
  size: number;
  /** Keeps that many running and one more, so that one that is ended is followed at once; else they start when needed and end after a while. */
  warm: boolean;
  onLate: () => void;
  /** A thread was ended in the middle of its work, or ended by itself. */
  onRestart: () => void;
}

/** A thread that one review has alone. */
export interface Borrowed {
  readonly thread: Thread;
  /**
   * @throws EngineError OUT_OF_TIME when the budget is used up, and EVALUATION_FAILED when the thread ended by itself, so that it is gone in
   * both cases; what the thread throws
   */
  ask: (question: Question, budget: Budget) => Promise<Exclude<Answer, { failure: unknown }>>;
  giveBack: () => void;
}

/** Threads that judge. */
export interface Pool {
  /** Waits for a thread. @throws WebhookError OVERLOADED, TOO_LATE */
  borrow: (deadline: Deadline) => Promise<Borrowed>;
  /** Waits for a thread and takes it back after the task. @throws as borrow, and what the task throws */
  lend: <Answer>(deadline: Deadline, task: (borrowed: Borrowed) => Promise<Answer>) => Promise<Answer>;
  /** Ends the threads, each once nobody has it. */
  close: () => void;
}

export function startPool({ start, size, warm, onLate, onRestart }: PoolOptions): Pool {
  const waiting: ((thread: Thread) => void)[] = [];
  let [working, closed] = [0, false];

  const serve = (): void => {
    while (waiting.length > 0 && working < size) {
      const thread = stock.take();
      if (thread === undefined) break;
      working++;
      waiting.shift()?.(thread);
    }
    const free = size - working;
    stock.keep(warm && !closed ? free + 1 : Math.min(waiting.length, free));
  };
  const stock = createStock(start, { onReady: serve, onLost: onRestart });

  const handOut = (thread: Thread): Borrowed => {
    let isOut = true;
    const leave = (): void => {
      isOut = false;
      working--;
      serve();
    };
    return {
      thread,
      ask: async (question, budget) => {
        const watch = watching(thread, budget);
        const answer = await Promise.race([thread.ask(question), watch.over])
          .catch((error: unknown) => {
            thread.end();
            onRestart();
            leave();
            throw error instanceof EngineError ? error : new EngineError('EVALUATION_FAILED', reasonOf(error));
          })
          .finally(watch.stop);
        if ('failure' in answer) throw errorOf(answer.failure);
        return answer;
      },
      giveBack: () => {
        if (!isOut) return;
        stock.put(thread);
        leave();
      },
    };
  };

  serve();
  const borrow: Pool['borrow'] = deadline =>
    new Promise((resolve, reject) => {
      const take = (thread: Thread): void => {
        clearTimeout(timer);
        resolve(handOut(thread));
      };
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(take), 1);
        onLate();
        reject(overloaded(deadline.allowsRetry));
      }, deadline.patience);
      waiting.push(take);
      serve();
    });
  return {
    lend: async (deadline, task) => {
      const borrowed = await borrow(deadline);
      try {
        return await task(borrowed);
      } finally {
        borrowed.giveBack();
      }
    },
    borrow,
    close: () => {
      closed = true;
      stock.close();
      serve();
    },
  };
}
