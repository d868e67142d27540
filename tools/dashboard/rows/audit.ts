import type { Panel } from './panel.ts';

export const audit: Panel[] = [
  {
    title: 'Violations that are there',
    says: 'What the audit found among existing objects, by rule; empty where it is off.',
    unit: 'short',
    queries: [{ expr: 'max by (policy, mode) (kubectl_fleet_violations{POD})', legend: '{{policy}} {{mode}}' }],
  },
  {
    title: 'Last audit',
    says: 'How long ago all existing objects were looked at, and how long that took.',
    unit: 's',
    queries: [
      { expr: 'time() - max(kubectl_fleet_audit_last_run_timestamp_seconds{POD} > 0)', legend: 'ago' },
      { expr: 'max(kubectl_fleet_audit_duration_seconds{POD})', legend: 'took' },
    ],
  },
];
