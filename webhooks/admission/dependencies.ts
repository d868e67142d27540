import type { FastifyBaseLogger } from 'fastify';
import type { Cluster } from '../cluster/cluster.ts';
import type { EvaluationQueue } from '../flow-control/evaluation-queue.ts';
import type { AdmissionQueue } from '../flow-control/admission-queue.ts';
import type { ReviewEvaluator } from '../evaluation/review-evaluator.ts';
import type { Uses } from '../exemptions/uses.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Policy } from '../policy/policy.ts';

/** Parts of the webhook that the answer to a review needs. None is read from the process. */
export interface AdmissionDependencies {
  /** Returns the current rules and settings. */
  policy: () => Pick<Policy, 'digest' | 'settings'> & { evaluator: Pick<ReviewEvaluator, 'open'> };
  /** Lists the reasons why no review can be evaluated: no bundle was loaded, or a list not read. */
  missing: () => string[];
  /** Limits the reviews in flight and their memory. */
  admissionQueue: AdmissionQueue;
  /** Orders the reviews that wait for the main thread. */
  evaluationQueue: EvaluationQueue;
  cluster: Pick<Cluster, 'exemptions' | 'facts' | 'find' | 'namespaceObject' | 'ownersOfPod'>;
  metrics: Metrics;
  /** Counts the exemptions by which requests are allowed. */
  uses: Pick<Uses, 'record'>;
  now: () => Date;
  log: FastifyBaseLogger;
}
