import { setTimeout as sleep } from 'node:timers/promises';

/** Spreads a scan over time: it uses its share of a core, and admission reviews run in between. */
export interface Pace {
  /** Runs a short task and measures its duration. */
  work: <Result>(task: () => Result | Promise<Result>) => Promise<Result>;
  /** Waits in proportion to the work done since the last wait; undefined if that was too short. */
  rest: () => Promise<void> | undefined;
}

/** Milliseconds of work without a wait. */
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
