import { EngineError, reasonOf } from '../../policies/engine/errors.ts';
import type { Deadline } from './deadline.ts';
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
   * @param budget in milliseconds; when it is used up, the thread is ended
   * @throws EngineError OUT_OF_TIME, and EVALUATION_FAILED when the thread ended by itself; what the thread throws
   */
  ask: (question: Question, budget: number) => Promise<Exclude<Answer, { failure: unknown }>>;
  giveBack: () => void;
}

/** Threads that judge. */
export interface Pool {
  /** Waits for a thread. @throws WebhookError OVERLOADED, TOO_LATE */
  borrow: (deadline: Deadline) => Promise<Borrowed>;
  /** Ends the threads, each once nobody has it. */
  close: () => void;
}

/** A review that takes longer lets another have its place, which so need not wait until it is ended. */
const slowMilliseconds = 100;
/** How many may be that slow at once; more of them keep their places. */
const slowAtOnce = 2;

export function startPool({ start, size, warm, onLate, onRestart }: PoolOptions): Pool {
  const waiting: ((thread: Thread) => void)[] = [];
  let [working, slow, closed] = [0, 0, false];

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

  const lend = (thread: Thread): Borrowed => {
    let place: 'own' | 'slow' | 'none' = 'own';
    const move = (to: typeof place): void => {
      if (place === 'own') working--;
      if (place === 'slow') slow--;
      if (to === 'slow') slow++;
      place = to;
      serve();
    };
    const makeRoom = (): void => {
      if (warm && place === 'own' && slow < slowAtOnce) move('slow');
    };
    const lose = (): void => {
      thread.end();
      onRestart();
      move('none');
    };
    return {
      thread,
      ask: async (question, budget) => {
        const { watch, stop } = watching(budget, makeRoom);
        const answer = await Promise.race([thread.ask(question), watch])
          .catch((error: unknown) => {
            lose();
            throw error instanceof EngineError ? error : new EngineError('EVALUATION_FAILED', reasonOf(error));
          })
          .finally(stop);
        if ('failure' in answer) throw errorOf(answer.failure);
        return answer;
      },
      giveBack: () => {
        if (place === 'none') return;
        stock.put(thread);
        move('none');
      },
    };
  };

  serve();
  return {
    borrow: deadline =>
      new Promise((resolve, reject) => {
        const take = (thread: Thread): void => {
          clearTimeout(timer);
          resolve(lend(thread));
        };
        const timer = setTimeout(() => {
          waiting.splice(waiting.indexOf(take), 1);
          onLate();
          reject(overloaded(deadline.allowsRetry));
        }, deadline.patience);
        waiting.push(take);
        serve();
      }),
    close: () => {
      closed = true;
      stock.close();
      serve();
    },
  };
}

/** Rejects when the budget is used up, and says before that the answer is slow. */
function watching(budget: number, onSlow: () => void): { watch: Promise<never>; stop: () => void } {
  const { promise: watch, reject } = Promise.withResolvers<never>();
  const slow = setTimeout(onSlow, slowMilliseconds);
  const over = setTimeout(() => {
    // After a stall of this thread the answer may be here already, and is taken first.
    setImmediate(() => {
      reject(new EngineError('OUT_OF_TIME', `no answer after ${Math.round(budget)} ms`));
    });
  }, budget);
  watch.catch(() => undefined);
  return {
    watch,
    stop: () => {
      clearTimeout(slow);
      clearTimeout(over);
    },
  };
}
