import type { Cluster } from '../../testbed/cluster/cluster.ts';
import { until } from '../../testbed/errors/until.ts';
import { send } from '../../testbed/cluster/send.ts';
import { reviewOf, type Origin } from '../reviews/review.ts';

/** An admission webhook that is measured. */
export interface Peer {
  readonly name: string;
  /** Address that takes reviews. */
  readonly url: string;
  /** PEM of whoever signed its certificate. */
  readonly authority: string;
  readonly pid: number;
}

/**
 * Waits until a webhook refuses what a federation placed, and nothing else: of one that does not,
 * the figures would say nothing.
 */
export async function untilItJudges(
  peer: Pick<Peer, 'authority' | 'name' | 'url'>,
  { checkAlive }: Pick<Cluster, 'checkAlive'>,
): Promise<void> {
  await until(`${peer.name} judges`, async () => {
    await checkAlive();
    return ((await allows(peer, 'argocd')) === true && (await allows(peer, 'karmada')) === false) || undefined;
  });
}

/** undefined where there is no answer yet. */
async function allows(
  { url, authority }: Pick<Peer, 'authority' | 'url'>,
  origin: Origin,
): Promise<boolean | undefined> {
  const body = JSON.stringify(reviewOf(origin));
  const answer = await send(url, { body, ca: authority }).then(
    reply => reply.body,
    () => '',
  );
  return { true: true, false: false }[/"allowed": ?(\w+)/.exec(answer)?.[1] ?? ''];
}
