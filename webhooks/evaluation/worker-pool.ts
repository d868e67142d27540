import { reasonOf } from '../../kubernetes/errors/reason.ts';
import { EngineError } from '../../policies/engine/errors.ts';
import type { Deadline } from '../flow-control/deadline.ts';
import { overloaded } from '../flow-control/overloaded.ts';
import { watchBudget, type EvaluationBudget } from './evaluation-budget.ts';
import type { EvaluationWorker } from './evaluation-worker.ts';
import { createIdleWorkers } from './idle-workers.ts';
import { errorOf, type WorkerRequest, type WorkerResponse } from './worker-messages.ts';

/** Options of a pool. */
export interface WorkerPoolOptions {
  /** Starts a worker; it calls `onEnd` when the worker ends. */
  start: (onEnd: () => void) => Promise<EvaluationWorker>;
  /** Number of workers that have a task at a time. */
  size: number;
  /**
   * True keeps `size` workers running and one more, which replaces a worker at once when it is
   * ended. False starts workers when they are needed; idle workers end after a while.
   */
  warm: boolean;
  /** Is called when a review gets no worker in time. */
  onLate: () => void;
  /** Is called when a worker was ended in the middle of its task, or ended by itself. */
  onRestart: () => void;
}

/** Worker that one review has for itself. */
export interface BorrowedWorker {
  readonly worker: EvaluationWorker;
  /**
   * Sends a request to the worker.
   * @throws EngineError OUT_OF_TIME when the budget is used up, EVALUATION_FAILED when the worker
   *   ended by itself; the worker is gone in both cases; any error that the worker reports
   */
  call: (request: WorkerRequest, budget: EvaluationBudget) => Promise<Exclude<WorkerResponse, { failure: unknown }>>;
  giveBack: () => void;
}

/** Worker threads that evaluate reviews. */
export interface WorkerPool {
  /** Waits for a worker. @throws WebhookError OVERLOADED, TOO_LATE */
  borrow: (deadline: Deadline) => Promise<BorrowedWorker>;
  /** Waits for a worker and takes it back after the task. @throws as borrow and the task */
  lend: <Result>(deadline: Deadline, task: (borrowed: BorrowedWorker) => Promise<Result>) => Promise<Result>;
  /** Ends the workers, each after its task. */
  close: () => void;
}

/** Starts a pool. A warm pool starts its workers at once. */
export function startWorkerPool({ start, size, warm, onLate, onRestart }: WorkerPoolOptions): WorkerPool {
  const waiting: ((worker: EvaluationWorker) => void)[] = [];
  let [working, closed] = [0, false];

  const serve = (): void => {
    while (waiting.length > 0 && working < size) {
      const worker = idle.take();
      if (worker === undefined) break;
      working++;
      waiting.shift()?.(worker);
    }
    const free = size - working;
    idle.keep(warm && !closed ? free + 1 : Math.min(waiting.length, free));
  };
  const idle = createIdleWorkers(start, { onReady: serve, onLost: onRestart });

  const handOut = (worker: EvaluationWorker): BorrowedWorker => {
    let isOut = true;
    const leave = (): void => {
      isOut = false;
      working--;
      serve();
    };
    return {
      worker,
      call: async (request, budget) => {
        const watch = watchBudget(worker, budget);
        const response = await Promise.race([worker.send(request), watch.exceeded])
          .catch((error: unknown) => {
            worker.end();
            onRestart();
            leave();
            throw error instanceof EngineError ? error : new EngineError('EVALUATION_FAILED', reasonOf(error));
          })
          .finally(watch.stop);
        if ('failure' in response) throw errorOf(response.failure);
        return response;
      },
      giveBack: () => {
        if (!isOut) return;
        idle.put(worker);
        leave();
      },
    };
  };

  serve();
  const borrow: WorkerPool['borrow'] = deadline =>
    new Promise((resolve, reject) => {
      const take = (worker: EvaluationWorker): void => {
        clearTimeout(timer);
        resolve(handOut(worker));
      };
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(take), 1);
        onLate();
        reject(overloaded(deadline.allowsRetry));
      }, deadline.maximumWait);
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
      idle.close();
      serve();
    },
  };
}
