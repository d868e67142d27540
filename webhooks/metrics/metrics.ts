import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { admissionInstruments, type AdmissionInstruments } from './admission.ts';
import { auditInstruments, type AuditInstruments } from './audit.ts';
import { evaluationInstruments, type EvaluationInstruments } from './evaluations.ts';
import { exemptionInstruments, type ExemptionInstruments } from './exemptions.ts';
import { kindLabels, type KindLabels } from './kind-labels.ts';
import { loadInstruments, type LoadInstruments } from './load.ts';
import { processInstruments, type ProcessReadings } from './process.ts';

/**
 * Metrics of the webhook, as /metrics shows them. No label takes a value from an object, because a
 * client could make any number of them.
 */
export interface Instruments
  extends AdmissionInstruments, AuditInstruments, EvaluationInstruments, ExemptionInstruments, LoadInstruments {
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
export function createInstruments({ kinds = [], wasmMemoryBytes = () => 0 }: Partial<Sources> = {}): Instruments {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  processInstruments(registers, { wasmMemoryBytes });
  return {
    registry,
    ...admissionInstruments(registers, kindLabels(kinds)),
    ...auditInstruments(registers),
    ...evaluationInstruments(registers),
    ...loadInstruments(registers),
    ...exemptionInstruments(registers),
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
