import { Counter, Histogram, type Registry } from 'prom-client';
import type { Finding } from '../../policies/review/finding.ts';
import type { Reviewed } from '../review/reviewed.ts';
import type { AdmissionRequest } from '../review/admission-request.ts';
import type { KindLabels } from './kind-labels.ts';

/** Metrics of reviews and their results. */
export interface AdmissionMetrics {
  /** Counts one answered review. @param seconds time from the request to the answer */
  countReview: (reviewed: Reviewed, seconds: number) => void;
  /**
   * Counts findings, once for each object, because a controller that is denied tries again many
   * times. Does not count those of a dry run.
   */
  countFindings: (request: AdmissionRequest, findings: readonly Finding[]) => void;
  /** Operations of JSON Patch that were sent. */
  patchOperations: Counter;
  /** Requests that were answered with an HTTP error, by status. */
  failures: Counter<'status'>;
}

export function admissionMetrics(registers: Registry[], labelsOf: (of: KindLabels) => KindLabels): AdmissionMetrics {
  const requests = new Counter({
    name: 'kubectl_fleet_admission_requests_total',
    help: 'Reviews answered',
    labelNames: ['webhook', 'operation', 'group', 'kind', 'decision', 'dry_run'],
    registers,
  });
  const duration = new Histogram({
    name: 'kubectl_fleet_admission_duration_seconds',
    help: 'Time from the first line of a request to its answer',
    labelNames: ['webhook'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1],
    registers,
  });
  const findings = new Counter({
    name: 'kubectl_fleet_findings_total',
    help: 'Findings, once for each object while it is remembered; a dry run has none',
    labelNames: ['policy', 'mode'],
    registers,
  });
  const wouldDeny = new Counter({
    name: 'kubectl_fleet_would_deny_total',
    help: 'Those of the findings that only the ceiling of the settings keeps from a denial',
    labelNames: ['policy'],
    registers,
  });
  const isNew = firstSight(10_000);
  return {
    countReview: ({ webhook, review: { operation, kind, dryRun }, outcome }, seconds) => {
      const labels = { webhook, operation, ...labelsOf(kind), decision: outcome, dry_run: String(dryRun ?? false) };
      requests.inc(labels);
      duration.observe({ webhook }, seconds);
    },
    countFindings: ({ dryRun }, found) => {
      if (dryRun) return;
      for (const { rule, action, object, path, wouldDeny: isHeldBack = false } of found) {
        if (!isNew(JSON.stringify([rule, action, object, path, isHeldBack]))) continue;
        findings.inc({ policy: rule, mode: action });
        if (isHeldBack) wouldDeny.inc({ policy: rule });
      }
    },
    patchOperations: new Counter({ name: 'kubectl_fleet_patch_ops_total', help: 'JSON Patch steps sent', registers }),
    failures: new Counter({
      name: 'kubectl_fleet_admission_failures_total',
      help: 'Requests answered with an HTTP error, which failurePolicy then judges',
      labelNames: ['status'],
      registers,
    }),
  };
}

/**
 * Returns a function that is true for a key at its first sight. It forgets the oldest key when it
 * remembers more than `capacity`.
 */
function firstSight(capacity: number): (key: string) => boolean {
  const seen = new Set<string>();
  return key => {
    if (seen.has(key)) return false;
    seen.add(key);
    const [oldest] = seen;
    if (seen.size > capacity && oldest !== undefined) seen.delete(oldest);
    return true;
  };
}
