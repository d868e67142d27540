import { EngineError } from '../../policies/engine/errors.ts';
import { timeLeft, type Deadline } from '../flow-control/deadline.ts';
import type { EvaluationWorker } from './evaluation-worker.ts';

/** Limits of one request to a worker. */
export interface EvaluationBudget {
  readonly deadline: Deadline;
  /** CPU time in milliseconds. On a busy machine a worker gets little of it in a long time. */
  readonly cpuMilliseconds: number;
}

/** Shortest pause between two checks, in milliseconds. */
const minimumPause = 5;

/** Check of the budget of one request. */
interface BudgetWatch {
  /** Rejects with EngineError OUT_OF_TIME when the budget is used up. Never resolves. */
  exceeded: Promise<never>;
  stop: () => void;
}

/** Starts to watch the budget of a worker that begins a request now. */
export function watchBudget(
  worker: Pick<EvaluationWorker, 'cpuMilliseconds' | 'lastCpuMilliseconds'>,
  { deadline, cpuMilliseconds }: EvaluationBudget,
): BudgetWatch {
  const { promise: exceeded, reject } = Promise.withResolvers<never>();
  exceeded.catch(() => undefined);
  const before = worker.lastCpuMilliseconds;
  let timer: NodeJS.Timeout | undefined;
  const check = async (): Promise<void> => {
    const spent = (await worker.cpuMilliseconds()) - before;
    const left = cpuMilliseconds - spent;
    if (left <= 0) reject(new EngineError('OUT_OF_TIME', `no answer after ${cpuMilliseconds} ms of CPU time`));
    else if (timeLeft(deadline) <= 1) reject(new EngineError('OUT_OF_TIME', 'no answer in time'));
    else wait(left);
  };
  const wait = (left: number): void => {
    timer = setTimeout(() => void check(), Math.min(Math.max(minimumPause, left), timeLeft(deadline)));
  };
  wait(cpuMilliseconds);
  return {
    exceeded,
    stop: () => {
      clearTimeout(timer);
    },
  };
}
