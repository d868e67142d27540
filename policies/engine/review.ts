import type { Validator } from '../../kubernetes/schema/validator.ts';
import type { Decision } from '../review/decision.ts';
import type { Mutation } from '../review/mutation.ts';
import type { ObjectTexts } from '../review/object-texts.ts';
import { redactor, type Redactor } from '../review/redaction.ts';
import type { PassingReview, ReviewInput } from '../review/review-input.ts';
import { reviewedPart } from '../review/reviewed-part.ts';
import { packageOf } from '../rules/rule-id.ts';
import { isDecision, isMutation, isStoredValues } from './answers.ts';
import type { Evaluator } from './evaluator.ts';
import { decideWithoutFailedRules } from './failed-rules.ts';

/** Reviews objects by the rules of a policy. */
export interface Reviewer {
  /**
   * Returns all findings of all rules on one object. Facts and exemptions that are the same values
   * as in the last call cost nothing.
   * @param without ids of rules that are not asked
   * @param texts JSON of the objects, where the input has only their types
   * @throws EngineError when the policy gives no decision
   */
  decide: (input: ReviewInput, without?: readonly string[], texts?: ObjectTexts) => Decision;
  /**
   * Returns the changes of the object's metadata.
   * @param texts JSON of the objects, where the input has only their types
   * @throws EngineError when the policy gives no answer
   */
  mutate: (input: ReviewInput, texts?: ObjectTexts) => Mutation;
}

/** @param own packages of the user's own rules */
export function reviewer({ ask, setLasting }: Evaluator, own: readonly string[]): Reviewer {
  let values: Redactor | undefined;
  const review = <Answer>(
    [entrypoint, validator]: readonly [string, Validator<Answer>],
    { cluster, exemptions, ...passing }: ReviewInput & Pick<PassingReview, 'failed'>,
    texts?: ObjectTexts,
  ): Answer => {
    setLasting({ cluster, exemptions });
    values ??= redactor(ask('fleet/main/contents', isStoredValues, {}));
    return ask(entrypoint, validator, reviewedPart(passing, values, texts));
  };

  return {
    decide: (input, without = [], texts) => {
      const leftOut = without.map(packageOf);
      const decideWithout = (failed: readonly string[]): Decision =>
        review(['fleet/main/decision', isDecision], { ...input, ...(failed.length > 0 && { failed }) }, texts);
      try {
        return decideWithout(leftOut);
      } catch (error) {
        return decideWithoutFailedRules(error, {
          own: own.filter(name => !leftOut.includes(name)),
          decideWithout: failed => decideWithout([...leftOut, ...failed]),
          isOff: rule => input.settings.rules?.[rule] === 'off',
        });
      }
    },
    mutate: (input, texts) => review(['fleet/main/mutation', isMutation], input, texts),
  };
}
