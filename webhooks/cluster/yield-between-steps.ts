import { setImmediate } from 'node:timers/promises';

/** Runs all steps of a generator. Gives other work a turn between two steps. */
export async function yieldBetweenSteps<Result>(steps: Generator<undefined, Result>): Promise<Result> {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    await setImmediate();
  }
}
