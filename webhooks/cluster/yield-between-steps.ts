import { setImmediate } from 'node:timers/promises';

/** Takes steps to their end, and lets others have their turn between two. */
export async function yieldBetweenSteps<Result>(steps: Generator<undefined, Result>): Promise<Result> {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    await setImmediate();
  }
}
