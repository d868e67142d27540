import { Gauge, type Registry } from 'prom-client';

/** Metrics of the audit of stored objects. */
export interface AuditMetrics {
  /** Sets the seconds from one scan to the next, by whichever process. */
  scansEvery: (seconds: number) => void;
  /** Records the end of a scan of all objects. */
  scanned: (scan: { at: Date; objects: number; seconds: number }) => void;
  /** Sets the number of findings by rule and action; none if this process does not scan. */
  findings: (totals: Iterable<{ rule: string; action: string; number: number }>) => void;
}

export function auditMetrics(registers: Registry[]): AuditMetrics {
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
  const findings = new Gauge({
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
    findings: totals => {
      findings.reset();
      for (const { rule, action, number } of totals) findings.set({ policy: rule, mode: action }, number);
    },
  };
}
