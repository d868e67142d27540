import type { Decision } from '../../policies/review/decision.ts';
import { EngineError, type EngineErrorCode } from '../../policies/engine/errors.ts';
import type { Lasting } from '../../policies/engine/evaluator.ts';
import type { ReviewInput } from '../../policies/review/review-input.ts';
import type { Mutation } from '../../policies/review/mutation.ts';
import type { AdmissionRequest } from '../review/admission-request.ts';
import { WebhookError, type WebhookErrorCode } from '../errors/webhook-error.ts';

/** What is evaluated apart from what lasts, which a worker keeps from question to question. */
export type PassingInput = Omit<ReviewInput, keyof Lasting>;

/** What a worker is asked, one question at a time. */
export type Question =
  /** Reads a review, keeps its objects and tells all else. */
  | { ask: 'read'; body: Uint8Array }
  | {
      ask: 'decide' | 'mutate';
      input: PassingInput;
      /** The objects are those of the review that was read last. */
      ofRead: boolean;
      /** Ids of rules to leave out. */
      without: readonly string[];
      /** Absent where it is the same as in the last question. */
      lasting?: Lasting;
    };

export type Answer =
  | { ready: true }
  | { request: AdmissionRequest }
  | { decision: Decision }
  | { mutation: Mutation }
  | { failure: Failure };

/** An answer, and how much CPU time the thread has taken in all, in milliseconds. */
export interface Answered {
  answer: Answer;
  spent: number;
}

/** An error as it crosses from one thread to another, where neither its class nor its code would arrive. */
interface Failure {
  engine?: EngineErrorCode;
  webhook?: WebhookErrorCode;
  message: string;
}

export function failureOf(error: unknown): Failure {
  if (error instanceof EngineError) return { engine: error.code, message: error.message };
  if (error instanceof WebhookError) return { webhook: error.code, message: error.message };
  return { message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

export function errorOf({ engine, webhook, message }: Failure): Error {
  if (engine !== undefined) return new EngineError(engine, message);
  return webhook === undefined ? new Error(message) : new WebhookError(webhook, message);
}
