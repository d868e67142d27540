import { setTimeout as sleep } from 'node:timers/promises';
import { TestbedError } from './testbed-error.ts';

/** Far more than anything here takes on a busy machine. */
const patienceSeconds = 120;

/**
 * Looks again and again until there is something to see.
 * @throws TestbedError NOT_READY naming `what` after two minutes
 */
export async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const deadline = performance.now() + patienceSeconds * 1000;
  while (performance.now() < deadline) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await sleep(50);
  }
  throw new TestbedError('NOT_READY', `${what}: not so after ${patienceSeconds} s`);
}
