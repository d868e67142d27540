import type { Decision } from '../../policies/review/decision.ts';
import type { Engine } from '../../policies/engine/engine.ts';
import type { ReviewInput } from '../../policies/review/review-input.ts';
import type { Mutation } from '../../policies/review/mutation.ts';
import { EngineError } from '../../policies/engine/errors.ts';
import { parseBody } from '../review/body.ts';
import { cutReview, type CutReview } from '../review/cut-review.ts';
import { readReview, type AdmissionRequest } from '../review/admission-request.ts';

type ReviewEngine = Pick<Engine, 'decide' | 'mutate'>;

/**
 * Handle of a review that was read: it is evaluated once and then closed. The objects of a large
 * review are on the worker that has read them.
 */
export interface ReviewHandle {
  readonly request: AdmissionRequest;
  /** Evaluates all rules. @throws EngineError; WebhookError OVERLOADED, TOO_LATE */
  readonly decide: (input: ReviewInput) => Decision | Promise<Decision>;
  /** Evaluates ownership. @throws EngineError */
  readonly mutate: (input: ReviewInput) => Mutation | Promise<Mutation>;
  readonly close: () => void;
}

/** Handle of a review that was read in this thread, which also evaluates it. */
export interface LocalReviewHandle extends ReviewHandle {
  /**
   * Evaluates all rules.
   * @param without ids of rules to leave out
   * @throws EngineError
   */
  readonly decide: (input: ReviewInput, without?: readonly string[]) => Decision;
  readonly mutate: (input: ReviewInput) => Mutation;
}

/**
 * Reads a review without its objects; the policy parses them.
 * @throws WebhookError REVIEW_INVALID
 */
export function openReview(engine: ReviewEngine, body: Buffer): LocalReviewHandle {
  const review = cut(body);
  if (review === undefined) return openParsedReview(engine, body);
  /**
   * Evaluates the texts of the objects. It parses the body here where OPA cannot read a text, e.g.
   * one with half of a surrogate pair. That parse fails for a body that is not JSON.
   */
  const orParsed = <Answer>(evaluate: () => Answer, evaluateParsed: (parsed: LocalReviewHandle) => Answer): Answer => {
    try {
      return evaluate();
    } catch (error) {
      if (error instanceof EngineError && error.code !== 'INPUT_UNREAD') throw error;
      return evaluateParsed(openParsedReview(engine, body));
    }
  };
  return {
    request: readReview(review.body),
    decide: (input, without) =>
      orParsed(
        () => engine.decide(input, without, review.texts),
        parsed => parsed.decide(input, without),
      ),
    mutate: input =>
      orParsed(
        () => engine.mutate(input, review.texts),
        parsed => parsed.mutate(input),
      ),
    close: () => undefined,
  };
}

/** Reads a review with its objects. @throws WebhookError REVIEW_INVALID */
export function openParsedReview(engine: ReviewEngine, body: Buffer): LocalReviewHandle {
  const request = readReview(parseBody(body));
  const { object = null, oldObject = null } = request;
  return {
    request,
    decide: (input, without) => engine.decide({ ...input, object, oldObject }, without),
    mutate: input => engine.mutate({ ...input, object, oldObject }),
    close: () => undefined,
  };
}

function cut(body: Buffer): CutReview | undefined {
  try {
    return cutReview(body);
  } catch {
    return undefined;
  }
}
