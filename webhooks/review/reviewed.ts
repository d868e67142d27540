import type { Finding } from '../../policies/review/finding.ts';
import type { AdmissionRequest } from './admission-request.ts';

/** Outcome of a review. */
export type Outcome = 'allow' | 'warn' | 'deny' | 'patch';

declare module 'fastify' {
  interface FastifyRequest {
    /** Result of the review; null before its evaluation. */
    reviewed: Reviewed | null;
  }
}

/** Answered review, for metrics, log and traces. */
export interface Reviewed {
  /** Name of the webhook: validate or mutate. */
  webhook: string;
  review: AdmissionRequest;
  outcome: Outcome;
  findings: readonly Finding[];
  /**
   * Ends of the phases, in milliseconds after the start of the request: the body was parsed, the
   * data for the rules was there, the evaluation was done.
   */
  ended: { parse: number; wait: number; evaluate: number };
}
