import type { Decision, Ownership } from '../../policies/engine/decision.ts';
import type { Engine } from '../../policies/engine/engine.ts';
import type { ReviewInput } from '../../policies/engine/model.ts';
import { parseBody } from '../admission/body.ts';
import { readReview, type AdmissionRequest } from '../admission/review.ts';

/** A review that was read, to be asked about once and then closed. The objects of a large one are where it was read, and not here. */
export interface OpenReview {
  readonly request: AdmissionRequest;
  /** @throws EngineError; WebhookError OVERLOADED, TOO_LATE */
  readonly decide: (input: ReviewInput) => Decision | Promise<Decision>;
  /** @throws EngineError */
  readonly annotate: (input: ReviewInput) => Ownership | Promise<Ownership>;
  readonly close: () => void;
}

/** Reads a review and judges it in this thread. @throws WebhookError REVIEW_INVALID */
export function openHere(engine: Pick<Engine, 'annotate' | 'decide'>, body: Buffer): OpenReview {
  return {
    request: readReview(parseBody(body)),
    decide: input => engine.decide(input),
    annotate: input => engine.annotate(input),
    close: () => undefined,
  };
}
