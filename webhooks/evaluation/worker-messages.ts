import type { Decision } from '../../policies/review/decision.ts';
import { EngineError, type EngineErrorCode } from '../../policies/engine/errors.ts';
import type { LastingInput } from '../../policies/engine/evaluator.ts';
import type { ReviewInput } from '../../policies/review/review-input.ts';
import type { Mutation } from '../../policies/review/mutation.ts';
import type { AdmissionRequest } from '../review/admission-request.ts';
import { WebhookError, type WebhookErrorCode } from '../errors/webhook-error.ts';

/** Input of one evaluation without the parts that a worker keeps between requests. */
export type PassingInput = Omit<ReviewInput, keyof LastingInput>;

/** Request to a worker. A worker has one open request at a time. */
export type WorkerRequest =
  /** Reads a review. The worker keeps the objects and returns the rest. */
  | { ask: 'read'; body: Uint8Array }
  | {
      ask: 'decide' | 'mutate';
      input: PassingInput;
      /** True if the objects are those of the review that the worker read last. */
      ofRead: boolean;
      /** Ids of rules to leave out. */
      without: readonly string[];
      /** Absent where it equals that of the last request. */
      lasting?: LastingInput;
    };

/** Response of a worker. */
export type WorkerResponse =
  | { ready: true }
  | { request: AdmissionRequest }
  | { decision: Decision }
  | { mutation: Mutation }
  | { failure: Failure };

/** Message of a worker. */
export interface WorkerReply {
  response: WorkerResponse;
  /** CPU time of the thread since its start, in milliseconds. */
  cpuMilliseconds: number;
}

/** Error in a message. Neither the class nor the code of an error passes from thread to thread. */
interface Failure {
  engine?: EngineErrorCode;
  webhook?: WebhookErrorCode;
  message: string;
}

/** Returns the failure that a message can hold. */
export function failureOf(error: unknown): Failure {
  if (error instanceof EngineError) return { engine: error.code, message: error.message };
  if (error instanceof WebhookError) return { webhook: error.code, message: error.message };
  return { message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

/** Returns the error of a failure: an EngineError, a WebhookError or another Error. */
export function errorOf({ engine, webhook, message }: Failure): Error {
  if (engine !== undefined) return new EngineError(engine, message);
  return webhook === undefined ? new Error(message) : new WebhookError(webhook, message);
}
