import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Finding } from '../policies/engine/decision.ts';
import type { AdmissionRequest } from './admission/review.ts';

/** What a review ended in. */
export type Outcome = 'allow' | 'warn' | 'deny' | 'patch';

/** All that /metrics shows. No label takes a value from an object: anybody who reaches the port could make more of them. */
export interface Instruments {
  registry: Registry;
  /** Counts one answered review; seconds is how long the answer took. */
  reviewed: (webhook: string, request: AdmissionRequest, outcome: Outcome, seconds: number) => void;
  /** Counts findings, once for each object: a controller that is refused tries again many times. A dry run has none. */
  found: (request: AdmissionRequest, findings: readonly Finding[]) => void;
  patched: Counter;
  /** Requests that got no review for an answer, by HTTP status. */
  failed: Counter<'status'>;
  certificateExpiry: Gauge;
}

export function createInstruments(): Instruments {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const requests = new Counter({
    name: 'kubectl_fleet_admission_requests_total',
    help: 'Reviews answered',
    labelNames: ['webhook', 'operation', 'decision', 'dry_run'],
    registers,
  });
  const duration = new Histogram({
    name: 'kubectl_fleet_admission_duration_seconds',
    help: 'Time from the first line of a request to its answer',
    labelNames: ['webhook'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1],
    registers,
  });
  const violations = new Counter({
    name: 'kubectl_fleet_violations_total',
    help: 'Findings, once for each object while it is remembered',
    labelNames: ['policy', 'mode'],
    registers,
  });
  const isNew = firstSight(10_000);
  return {
    registry,
    reviewed: (webhook, { operation, dryRun }, decision, seconds) => {
      requests.inc({ webhook, operation, decision, dry_run: String(dryRun ?? false) });
      duration.observe({ webhook }, seconds);
    },
    found: ({ dryRun }, findings) => {
      if (dryRun) return;
      for (const { rule, action, object, path } of findings) {
        if (isNew(JSON.stringify([rule, action, object, path]))) violations.inc({ policy: rule, mode: action });
      }
    },
    patched: new Counter({ name: 'kubectl_fleet_patch_ops_total', help: 'JSON Patch steps sent', registers }),
    failed: new Counter({
      name: 'kubectl_fleet_admission_failures_total',
      help: 'Requests answered with an HTTP error, which failurePolicy then judges',
      labelNames: ['status'],
      registers,
    }),
    certificateExpiry: new Gauge({
      name: 'kubectl_fleet_cert_expiry_timestamp_seconds',
      help: 'End of the serving certificate',
      registers,
    }),
  };
}

/** Whether a key is seen for the first time; the oldest is forgotten when there are more than `capacity`. */
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
