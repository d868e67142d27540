import { setTimeout } from 'node:timers/promises';
import { reasonOf } from '../errors.ts';

export interface Keeping {
  signal: AbortSignal;
  /** Told in words, once for each new problem. */
  onProblem: (problem: string) => void;
}

/** Does a task again and again until aborted, however it ends, with a pause of a second. */
export async function keepDoing(task: () => Promise<void>, { signal, onProblem }: Keeping): Promise<void> {
  let last: string | undefined;
  for (;;) {
    const problem = await task().then(() => undefined, reasonOf);
    if (signal.aborted) return;
    if (problem !== undefined && problem !== last) onProblem(problem);
    last = problem;
    await setTimeout(1_000, undefined, { ref: false });
  }
}
