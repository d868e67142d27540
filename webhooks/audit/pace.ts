import { setTimeout as sleep } from 'node:timers/promises';

/** Spreads work over time, so that reviews come in between and the scan takes its share of a core and no more. */
export interface Pace {
  /** Does a piece of work that is short by itself, and counts how long it took. */
  work: <Result>(task: () => Result | Promise<Result>) => Promise<Result>;
  /** Waits as long as the work done so far has earned; undefined where that is not worth the while yet. */
  rest: () => Promise<void> | undefined;
}

/** How long the event loop is held at a time, in milliseconds. */
const longestTurn = 4;

/** @param share of a core, above 0 and up to 1 */
export function paced(share: number): Pace {
  let spent = 0;
  return {
    work: async task => {
      const start = performance.now();
      const result = await task();
      spent += performance.now() - start;
      return result;
    },
    rest: () => {
      if (spent < longestTurn) return undefined;
      const pause = (spent * (1 - share)) / share;
      spent = 0;
      return sleep(pause, undefined, { ref: false });
    },
  };
}
