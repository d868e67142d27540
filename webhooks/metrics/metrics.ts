import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { admissionMetrics, type AdmissionMetrics } from './admission.ts';
import { auditMetrics, type AuditMetrics } from './audit.ts';
import { evaluationMetrics, type EvaluationMetrics } from './evaluations.ts';
import { exemptionMetrics, type ExemptionMetrics } from './exemptions.ts';
import { kindLabels, type KindLabels } from './kind-labels.ts';
import { loadMetrics, type LoadMetrics } from './load.ts';
import { processMetrics, type ProcessReadings } from './process.ts';

/**
 * Metrics of the webhook, as /metrics shows them. No label takes a value from an object, because a
 * client could make any number of them.
 */
export interface Metrics extends AdmissionMetrics, AuditMetrics, EvaluationMetrics, ExemptionMetrics, LoadMetrics {
  registry: Registry;
  /** End of the serving certificate, in seconds since 1970. */
  certificateExpiry: Gauge;
  /** 1 while /readyz succeeds, otherwise 0. */
  ready: Gauge;
}

/** Sources of the metrics. */
interface Sources extends ProcessReadings {
  /** Kinds that labels name; the label of all other kinds is `other`. */
  kinds: readonly KindLabels[];
}

/** Creates the metrics and their registry. */
export function createMetrics({ kinds = [], wasmMemoryBytes = () => 0 }: Partial<Sources> = {}): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  processMetrics(registers, { wasmMemoryBytes });
  return {
    registry,
    ...admissionMetrics(registers, kindLabels(kinds)),
    ...auditMetrics(registers),
    ...evaluationMetrics(registers),
    ...loadMetrics(registers),
    ...exemptionMetrics(registers),
    certificateExpiry: new Gauge({
      name: 'kubectl_fleet_cert_expiry_timestamp_seconds',
      help: 'End of the serving certificate',
      registers,
    }),
    ready: new Gauge({
      name: 'kubectl_fleet_ready',
      help: '1 while this process should be sent reviews, as /readyz says',
      registers,
    }),
  };
}
