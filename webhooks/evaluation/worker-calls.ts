import type { Decision } from '../../policies/review/decision.ts';
import type { ReviewInput } from '../../policies/review/review-input.ts';
import type { Mutation } from '../../policies/review/mutation.ts';
import type { AdmissionRequest } from '../review/admission-request.ts';
import type { EvaluationBudget } from './evaluation-budget.ts';
import type { WorkerRequest } from './worker-messages.ts';
import type { BorrowedWorker } from './worker-pool.ts';

/** One evaluation on a worker. */
export interface WorkerEvaluation {
  input: ReviewInput;
  budget: EvaluationBudget;
  /** True if the objects are those of the review that the worker has read. */
  ofRead: boolean;
  /** Ids of rules to leave out. */
  without?: readonly string[];
}

/**
 * Reads a review on a worker. The worker keeps the objects.
 * @returns the request without its objects
 * @throws WebhookError REVIEW_INVALID; as BorrowedWorker.call
 */
export async function readOnWorker(
  { call }: BorrowedWorker,
  body: Buffer,
  budget: EvaluationBudget,
): Promise<AdmissionRequest> {
  const response = await call({ ask: 'read', body }, budget);
  if ('request' in response) return response.request;
  throw new TypeError('the thread has read no request');
}

/** Evaluates all rules on a worker. @throws EngineError as Engine.decide and BorrowedWorker.call */
export async function decideOnWorker(borrowed: BorrowedWorker, evaluation: WorkerEvaluation): Promise<Decision> {
  const response = await borrowed.call(requestOf('decide', borrowed, evaluation), evaluation.budget);
  if ('decision' in response) return response.decision;
  throw new TypeError('the thread has not decided');
}

/** Evaluates ownership on a worker. @throws EngineError as Engine.mutate and BorrowedWorker.call */
export async function mutateOnWorker(borrowed: BorrowedWorker, evaluation: WorkerEvaluation): Promise<Mutation> {
  const response = await borrowed.call(requestOf('mutate', borrowed, evaluation), evaluation.budget);
  if ('mutation' in response) return response.mutation;
  throw new TypeError('the thread has not mutated');
}

/**
 * Facts and exemptions are the same for many reviews and may be large. A worker gets them only when
 * they have changed.
 */
function requestOf(ask: 'decide' | 'mutate', { worker }: BorrowedWorker, evaluation: WorkerEvaluation): WorkerRequest {
  const { cluster, exemptions, ...input } = evaluation.input;
  const isKnown = worker.lasting?.cluster === cluster && worker.lasting.exemptions === exemptions;
  worker.lasting = { cluster, exemptions };
  const { ofRead, without = [] } = evaluation;
  return { ask, input, ofRead, without, ...(isKnown ? {} : { lasting: worker.lasting }) };
}
