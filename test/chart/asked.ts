import type { Cluster } from '../testbed/cluster/cluster.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import type { Writer } from './writers.ts';

/**
 * An address where nobody listens: a webhook there that fails closed refuses whatever it is asked
 * about.
 */
export const nobody = 'https://127.0.0.1:1';

/**
 * Runs kubectl as a user who may do anything, and says if the webhook at `nobody` was asked.
 * @throws Error for any other failure
 */
export async function isAsked(
  cluster: Cluster,
  words: readonly string[],
  { user, groups }: Writer,
  object: object,
): Promise<boolean> {
  const as = ['--as', user, ...[...groups, 'system:masters'].flatMap(group => ['--as-group', group])];
  const { exitCode, stderr } = await kubectl(cluster, [...words, '-f', '-', ...as], { input: JSON.stringify(object) });
  if (exitCode !== 0 && !stderr.includes('failed calling webhook')) throw new Error(stderr);
  return exitCode !== 0;
}
