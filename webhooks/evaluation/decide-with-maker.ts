import type { Decision } from '../../policies/review/decision.ts';
import type { ReviewInput } from '../../policies/review/review-input.ts';
import type { Cluster } from '../cluster/cluster.ts';

/**
 * Decides on a review, and once more where it is refused and the object of which a controller made it may say otherwise. Where that object
 * cannot be seen the first decision stands.
 * @throws what `decide` throws
 */
export async function decideWithMaker(
  input: ReviewInput,
  decide: (input: ReviewInput) => Decision | Promise<Decision>,
  find: Cluster['find'],
): Promise<Decision> {
  const decision = await decide(input);
  if (decision.maker === undefined) return decision;
  const { namespace, ...reference } = decision.maker;
  const maker = await find(reference, namespace);
  return maker === undefined ? decision : decide({ ...input, maker });
}
