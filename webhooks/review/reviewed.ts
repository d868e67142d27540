import type { Finding } from '../../policies/review/finding.ts';
import type { AdmissionRequest } from './admission-request.ts';

/** What a review ended in. */
export type Outcome = 'allow' | 'warn' | 'deny' | 'patch';

declare module 'fastify' {
  interface FastifyRequest {
    /** What became of the review that it holds; null until it was judged. */
    reviewed: Reviewed | null;
  }
}

/** One answered review, for those who count, log and trace. */
export interface Reviewed {
  /** validate or mutate */
  webhook: string;
  review: AdmissionRequest;
  outcome: Outcome;
  findings: readonly Finding[];
  /** When its parts ended, in milliseconds after its request began: the body was read, what rules look at was there, they had judged. */
  ended: { parse: number; wait: number; evaluate: number };
}
