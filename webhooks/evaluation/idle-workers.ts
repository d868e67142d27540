import type { EvaluationWorker } from './evaluation-worker.ts';

/** Workers that have no task. */
export interface IdleWorkers {
  /** Removes and returns a worker; undefined where none is idle. */
  take: () => EvaluationWorker | undefined;
  put: (worker: EvaluationWorker) => void;
  /** Keeps so many workers idle or starting. Surplus workers end after a while. */
  keep: (count: number) => void;
  /** Ends the idle workers, and each worker that is put back later. */
  close: () => void;
}

/** Milliseconds that a surplus worker waits for a task before it ends. */
const surplusMilliseconds = 30_000;
/** Milliseconds after which a failed start is tried again, e.g. after a lack of memory. */
const retryMilliseconds = 1_000;

/**
 * Creates an empty set of idle workers.
 * @param start starts a worker; it calls `onEnd` when the worker ends
 * @param onReady is called when a started worker becomes idle
 * @param onLost is called when an idle worker ends by itself
 */
export function createIdleWorkers(
  start: (onEnd: () => void) => Promise<EvaluationWorker>,
  { onReady, onLost }: { onReady: () => void; onLost: () => void },
): IdleWorkers {
  const idle: EvaluationWorker[] = [];
  let [starting, wanted, closed] = [0, 0, false];
  let surplus: NodeJS.Timeout | undefined;

  const settle = (): void => {
    for (; idle.length + starting < wanted; starting++) void begin();
    if (idle.length > wanted) surplus ??= setTimeout(endSurplus, surplusMilliseconds).unref();
    else {
      clearTimeout(surplus);
      surplus = undefined;
    }
  };
  const endSurplus = (): void => {
    surplus = undefined;
    for (const worker of idle.splice(wanted)) worker.end();
  };
  const put = (worker: EvaluationWorker): void => {
    idle.push(worker);
    if (closed) endSurplus();
    settle();
  };
  const begin = async (): Promise<void> => {
    try {
      const worker = await start(() => {
        const index = idle.indexOf(worker);
        if (index < 0) return;
        idle.splice(index, 1);
        onLost();
        settle();
      });
      starting--;
      put(worker);
      onReady();
    } catch {
      setTimeout(() => {
        starting--;
        settle();
      }, retryMilliseconds).unref();
    }
  };

  return {
    take: () => idle.shift(),
    put,
    keep: count => {
      wanted = count;
      settle();
    },
    close: () => {
      closed = true;
      wanted = 0;
      endSurplus();
    },
  };
}
