import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { admissionInstruments, type AdmissionInstruments } from './admission.ts';
import { auditInstruments, type AuditInstruments } from './audit.ts';
import { evaluationInstruments, type EvaluationInstruments } from './evaluations.ts';
import { exemptionInstruments, type ExemptionInstruments } from './exemptions.ts';
import { kindLabels, type KindLabels } from './kinds.ts';
import { loadInstruments, type LoadInstruments } from './load.ts';
import { processInstruments, type ProcessReadings } from './process.ts';

/** All that /metrics shows. No label takes a value from an object: anybody who reaches the port could make more of them. */
export interface Instruments
  extends AdmissionInstruments, AuditInstruments, EvaluationInstruments, ExemptionInstruments, LoadInstruments {
  registry: Registry;
  certificateExpiry: Gauge;
  ready: Gauge;
}

interface Given extends ProcessReadings {
  /** Kinds that are called by their names; all others are one. */
  kinds: readonly KindLabels[];
}

export function createInstruments({ kinds = [], wasmMemoryBytes = () => 0 }: Partial<Given> = {}): Instruments {
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
