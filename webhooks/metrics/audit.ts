import { Gauge, type Registry } from 'prom-client';

export interface AuditInstruments {
  /** Whole scans are to follow each other so, by whichever process. */
  scansEvery: (seconds: number) => void;
  /** A whole scan has ended. */
  scanned: (scan: { at: Date; objects: number; seconds: number }) => void;
  /** How many violations there are now, by rule and mode; none where this process does not scan. */
  violations: (totals: Iterable<{ policy: string; mode: string; number: number }>) => void;
}

export function auditInstruments(registers: Registry[]): AuditInstruments {
  const interval = new Gauge({
    name: 'kubectl_fleet_audit_interval_seconds',
    help: 'Time from a whole scan of existing objects to the next; 0 where there is none',
    registers,
  });
  const last = new Gauge({
    name: 'kubectl_fleet_audit_last_run_timestamp_seconds',
    help: 'End of the last whole scan of existing objects by this process',
    registers,
  });
  const duration = new Gauge({
    name: 'kubectl_fleet_audit_duration_seconds',
    help: 'How long the last whole scan took',
    registers,
  });
  const scannedObjects = new Gauge({
    name: 'kubectl_fleet_audit_objects',
    help: 'Objects that the last whole scan looked at',
    registers,
  });
  const violations = new Gauge({
    name: 'kubectl_fleet_violations',
    help: 'Violations of existing objects, as known by the one process that scans',
    labelNames: ['policy', 'mode'],
    registers,
  });
  return {
    scansEvery: seconds => {
      interval.set(seconds);
    },
    scanned: ({ at, objects, seconds }) => {
      last.set(at.getTime() / 1000);
      duration.set(seconds);
      scannedObjects.set(objects);
    },
    violations: totals => {
      violations.reset();
      for (const { policy, mode, number } of totals) violations.set({ policy, mode }, number);
    },
  };
}
