import type { Decision } from '../../policies/review/decision.ts';
import type { Engine } from '../../policies/engine/engine.ts';
import type { ReviewInput } from '../../policies/review/review-input.ts';
import type { Mutation } from '../../policies/review/mutation.ts';
import { EngineError } from '../../policies/engine/errors.ts';
import { parseBody } from '../review/body.ts';
import { cutReview, type CutReview } from '../review/cut-review.ts';
import { readReview, type AdmissionRequest } from '../review/admission-request.ts';

type JudgingEngine = Pick<Engine, 'decide' | 'mutate'>;

/** A review that was read, to be asked about once and then closed. The objects of a large one are where it was read, and not here. */
export interface OpenReview {
  readonly request: AdmissionRequest;
  /** @throws EngineError; WebhookError OVERLOADED, TOO_LATE */
  readonly decide: (input: ReviewInput) => Decision | Promise<Decision>;
  /** @throws EngineError */
  readonly mutate: (input: ReviewInput) => Mutation | Promise<Mutation>;
  readonly close: () => void;
}

/** One that was read in this thread, where it is judged at once. */
export interface ReadReview extends OpenReview {
  /** @param without ids of rules to leave out */
  readonly decide: (input: ReviewInput, without?: readonly string[]) => Decision;
  readonly mutate: (input: ReviewInput) => Mutation;
}

/** Reads a review but its objects, which the policy reads. @throws WebhookError REVIEW_INVALID */
export function openHere(engine: JudgingEngine, body: Buffer): ReadReview {
  const review = cut(body);
  if (review === undefined) return openWhole(engine, body);
  /** A text that OPA does not read, e.g. for half of a surrogate pair, is read here, where it shows whether it is JSON. */
  const orWhole = <Answer>(ask: () => Answer, askOf: (whole: ReadReview) => Answer): Answer => {
    try {
      return ask();
    } catch (error) {
      if (error instanceof EngineError && error.code !== 'INPUT_UNREAD') throw error;
      return askOf(openWhole(engine, body));
    }
  };
  return {
    request: readReview(review.body),
    decide: (input, without) =>
      orWhole(
        () => engine.decide(input, without, review.texts),
        whole => whole.decide(input, without),
      ),
    mutate: input =>
      orWhole(
        () => engine.mutate(input, review.texts),
        whole => whole.mutate(input),
      ),
    close: () => undefined,
  };
}

/** Reads a review with its objects. @throws WebhookError REVIEW_INVALID */
export function openWhole(engine: JudgingEngine, body: Buffer): ReadReview {
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
