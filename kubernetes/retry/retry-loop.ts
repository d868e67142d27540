import { setTimeout } from 'node:timers/promises';
import { reasonOf } from '../errors/reason.ts';

export interface RetryOptions {
  signal: AbortSignal;
  /** Receives a message, once for each new problem. */
  onProblem: (problem: string) => void;
}

/** Returns the milliseconds to wait after a failure; undefined for the default of one second. */
type RetryDelay = (failure: unknown) => number | undefined;

/**
 * Runs a task again and again until the signal is aborted, whether it succeeds or fails. Waits one
 * second after a run. `pause` returns the milliseconds after a success, `retryDelay` those after a
 * failure.
 */
export async function retryLoop(
  task: () => Promise<void>,
  { signal, onProblem, retryDelay }: RetryOptions & { retryDelay?: RetryDelay },
  pause = (): number => 1_000,
): Promise<void> {
  let last: string | undefined;
  const isOver = (): boolean => signal.aborted;
  while (!isOver()) {
    const failure = await task().then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
    const problem = failure && reasonOf(failure.error);
    if (problem !== undefined && problem !== last && !isOver()) onProblem(problem);
    last = problem;
    await sleep(failure === undefined ? pause() : (retryDelay?.(failure.error) ?? 1_000), signal);
  }
}

/** Waits, but does not keep the process alive. Ends early when the signal is aborted. */
export async function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, { ref: false, signal }).catch(() => undefined);
}
