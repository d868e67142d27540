import type { Decision } from '../../policies/review/decision.ts';
import type { ReviewInput } from '../../policies/review/review-input.ts';
import type { Cluster } from '../cluster/cluster.ts';

/**
 * Decides on a review. Decides a second time where the review is denied and the decision names a
 * maker: the object from which a controller made the reviewed object, which may change the
 * decision. The first decision stays where the maker cannot be read.
 * @throws any error of `decide`
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
