import type { Decision } from '../../policies/review/decision.ts';
import type { Engine } from '../../policies/engine/engine.ts';
import type { ReviewInput } from '../../policies/review/review-input.ts';
import { decideIn } from './asking.ts';
import type { Deadline } from './deadline.ts';
import type { Limits } from './limits.ts';
import { decideWithoutOwn, isOutOfTime } from './out-of-time.ts';
import type { Pool } from './pool.ts';
import { rememberSlow } from './slow.ts';

/** After this CPU time a review is judged elsewhere, so that the next one need not wait for it. */
const quickMilliseconds = 50;

/** For the rules of this project to judge alone, when those of the user found no end. */
const afterwardsMilliseconds = 100;

/**
 * Has the user's own rules think in threads: those of `quick` are for everybody and soon end what takes long; what is known to take long
 * waits for those of `patient`, where it is in the way of its like alone.
 */
export function ownRules(
  engine: Pick<Engine, 'decide' | 'ownRules'>,
  { quick, patient }: { quick: Pool; patient: Pool },
  { evaluationMilliseconds }: Required<Limits>,
): (input: ReviewInput, deadline: Deadline) => Promise<Decision> {
  const own = engine.ownRules();
  const slow = rememberSlow();
  const decideBy = (pool: Pool, input: ReviewInput, deadline: Deadline, thinking: number): Promise<Decision> =>
    pool.lend(deadline, borrowed => decideIn(borrowed, { input, ofRead: false, budget: { deadline, thinking } }));

  const think = async (input: ReviewInput, deadline: Deadline): Promise<Decision> => {
    if (!slow.has(input)) {
      try {
        return await decideBy(quick, input, deadline, Math.min(quickMilliseconds, evaluationMilliseconds));
      } catch (error) {
        if (!isOutOfTime(error)) throw error;
        slow.add(input);
      }
    }
    return decideBy(patient, input, deadline, evaluationMilliseconds);
  };
  return (input, deadline) =>
    decideWithoutOwn(own, {
      all: () => think(input, { ...deadline, ends: deadline.ends - afterwardsMilliseconds }),
      ours: () => engine.decide(input, own),
    });
}
