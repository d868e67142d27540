import { setTimeout } from 'node:timers/promises';
import { reasonOf } from '../errors/reason.ts';

export interface RetryOptions {
  signal: AbortSignal;
  /** Told in words, once for each new problem. */
  onProblem: (problem: string) => void;
}

/** Milliseconds to wait after a failure, where a second is too short. */
type Patience = (failure: unknown) => number | undefined;

/**
 * Runs a task again and again until aborted, however it ends, with a pause of a second, or as long
 * as `pause` says after a success.
 */
export async function retryLoop(
  task: () => Promise<void>,
  { signal, onProblem, patience }: RetryOptions & { patience?: Patience },
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
    await sleep(failure === undefined ? pause() : (patience?.(failure.error) ?? 1_000), signal);
  }
}

/** Does not keep the process alive, and ends early when the signal is aborted. */
export async function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, { ref: false, signal }).catch(() => undefined);
}
