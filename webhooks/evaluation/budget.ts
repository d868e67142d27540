import { EngineError } from '../../policies/engine/errors.ts';
import { timeLeft, type Deadline } from './deadline.ts';
import type { Thread } from './thread.ts';

/** What one question may cost. */
export interface Budget {
  /** When nobody waits for an answer any more. */
  readonly deadline: Deadline;
  /** CPU time in milliseconds: on a busy machine a thread gets little of it for a long time, and is not to be blamed for that. */
  readonly thinking: number;
}

/** Looks again after this time at the least. */
const leastPause = 5;

/** Watches a thread that begins to think now: `over` rejects with EngineError OUT_OF_TIME when the budget is used up. */
export function watching(
  thread: Pick<Thread, 'cpuMilliseconds' | 'spent'>,
  { deadline, thinking }: Budget,
): { over: Promise<never>; stop: () => void } {
  const { promise: over, reject } = Promise.withResolvers<never>();
  over.catch(() => undefined);
  const before = thread.spent;
  let timer: NodeJS.Timeout | undefined;
  const look = async (): Promise<void> => {
    const spent = (await thread.cpuMilliseconds()) - before;
    const left = thinking - spent;
    if (left <= 0) reject(new EngineError('OUT_OF_TIME', `no answer after ${thinking} ms of CPU time`));
    else if (timeLeft(deadline) <= 1) reject(new EngineError('OUT_OF_TIME', 'no answer in time'));
    else wait(left);
  };
  const wait = (left: number): void => {
    timer = setTimeout(() => void look(), Math.min(Math.max(leastPause, left), timeLeft(deadline)));
  };
  wait(thinking);
  return {
    over,
    stop: () => {
      clearTimeout(timer);
    },
  };
}
