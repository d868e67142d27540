import { rate, type Panel } from './panel.ts';

export const policy: Panel[] = [
  {
    title: 'Bundles',
    says: 'Replicas by the digest of what they judge by; two for long means that one of them does not get the new one.',
    unit: 'short',
    queries: [
      { expr: 'count by (digest, signed_by) (kubectl_fleet_bundle_info{POD})', legend: '{{digest}} {{signed_by}}' },
    ],
  },
  {
    title: 'Refused',
    says: '1 while the newest bundle or settings are not taken and the last good ones are judged by; an Event says why.',
    unit: 'short',
    queries: [{ expr: 'max by (part) (kubectl_fleet_policy_refused{POD})', legend: '{{part}}' }],
  },
  {
    title: 'Settings skipped',
    says: 'Entries of the settings that cannot be used; /readyz names them.',
    unit: 'short',
    queries: [{ expr: 'max(kubectl_fleet_settings_skipped{POD})', legend: 'entries' }],
  },
  {
    title: 'Without an answer',
    says: 'Evaluations that failed.',
    unit: 'reqps',
    queries: [{ expr: `sum by (policy) (${rate('kubectl_fleet_policy_errors_total{POD}')})`, legend: '{{policy}}' }],
  },
];
