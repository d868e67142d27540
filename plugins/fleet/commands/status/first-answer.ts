import type { Client } from '../../../../kubernetes/client/client.ts';
import { startDeadline } from '../../../../kubernetes/deadline/deadline.ts';
import { until } from '../../../../kubernetes/deadline/until.ts';

/** Milliseconds that a cluster has for the rest after the time for its first answer. */
export const restOfAnswers = 10_000;

/** How long to wait for the first answer. */
export interface Patience {
  /** Milliseconds; 0 is no limit. */
  patience: number;
  interrupt: AbortSignal;
}

/**
 * Returns the first answer of a cluster. The time counts from here, so that a credential plugin may
 * take longer.
 * @throws ClusterError Timeout when there is none in time
 */
export async function firstAnswer<Value>(
  client: Client,
  ask: (client: Client) => Promise<Value>,
  { patience, interrupt }: Patience,
): Promise<Value> {
  const deadline = startDeadline(patience, interrupt);
  try {
    return await until(deadline, ask(client), reason => reason);
  } finally {
    deadline.end();
  }
}
