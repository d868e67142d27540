import { setTimeout as sleep } from 'node:timers/promises';

/** Waits some seconds, or until the signal is aborted. */
export async function pause(seconds: number, signal: AbortSignal): Promise<void> {
  await sleep(seconds * 1_000, undefined, { ref: false, signal }).catch(() => undefined);
}
