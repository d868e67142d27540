import { reasonOf } from '../errors/reason.ts';
import type { Client } from '../client/client.ts';
import { retryLoop, sleep, type RetryOptions } from '../retry/retry-loop.ts';
import { claimLease, type LeaseClaim } from './lease-claim.ts';

/**
 * Runs a task while only this process holds the Lease. `held` is aborted when the process loses the
 * Lease, a third of its duration before another process can take it. Waits for the Lease again when
 * it was lost or the task failed. Releases the Lease and ends when the signal is aborted or the
 * task is done. Like the leader election of client-go, it does not compare clocks of two machines.
 */
export async function holdLease(
  client: Client,
  claim: LeaseClaim,
  { signal, onProblem }: RetryOptions,
  task: (held: AbortSignal) => Promise<void>,
): Promise<void> {
  const { seconds = 15, name } = claim;
  const lease = claimLease(client, claim, seconds);
  const done = new AbortController();
  const over = AbortSignal.any([signal, done.signal]);
  await retryLoop(
    async () => {
      if (!(await lease.take())) {
        await sleep((seconds / 3) * 1000, over);
        return;
      }
      const lost = new AbortController();
      const ended = new AbortController();
      const renewing = renewUntil(ended.signal, lease.take, seconds, reason => {
        lost.abort();
        if (!over.aborted) onProblem(`Lease ${name} is lost: ${reason}`);
      });
      try {
        await task(AbortSignal.any([signal, lost.signal]));
        if (!lost.signal.aborted) done.abort();
      } finally {
        ended.abort();
        await renewing;
        await lease.release();
      }
    },
    { signal: over, onProblem },
  );
}

/**
 * Renews five times within the duration of the Lease. Calls `onLost` once after two thirds of the
 * duration without a success.
 */
async function renewUntil(
  ended: AbortSignal,
  renew: () => Promise<boolean>,
  seconds: number,
  onLost: (reason: string) => void,
): Promise<void> {
  let reason = 'no answer';
  const lose = (): void => {
    if (!ended.aborted) onLost(reason);
  };
  const enough = (seconds * 1000 * 2) / 3;
  let deadline = setTimeout(lose, enough).unref();
  for (;;) {
    await sleep((seconds * 1000) / 5, ended);
    if (ended.aborted) break;
    const asked = performance.now();
    const held = await renew().catch((error: unknown) => {
      reason = reasonOf(error);
      return undefined;
    });
    if (held === undefined) continue;
    clearTimeout(deadline);
    if (!held) {
      reason = 'another process holds it';
      lose();
      break;
    }
    deadline = setTimeout(lose, asked + enough - performance.now()).unref();
  }
  clearTimeout(deadline);
}
