import { rate, type Panel } from './panel.ts';

export const now: Panel[] = [
  {
    title: 'Ready',
    says: 'Replicas that should be sent reviews.',
    unit: 'short',
    stat: true,
    queries: [{ expr: 'sum(kubectl_fleet_ready{POD})', legend: 'ready' }],
  },
  {
    title: 'Reviews',
    says: 'Answered in a second.',
    unit: 'reqps',
    stat: true,
    queries: [{ expr: `sum(${rate('kubectl_fleet_admission_requests_total{POD}')})`, legend: 'reviews' }],
  },
  {
    title: 'Refused',
    says: 'Share of the judged objects that were refused.',
    unit: 'percentunit',
    stat: true,
    queries: [
      {
        expr:
          `sum(${rate('kubectl_fleet_admission_requests_total{POD,webhook="validate",decision="deny"}')}) / ` +
          `sum(${rate('kubectl_fleet_admission_requests_total{POD,webhook="validate"}')})`,
        legend: 'refused',
      },
    ],
  },
  {
    title: 'Not judged',
    says: 'Requests in a second that ended in an HTTP error, of which failurePolicy then made an allow or a refusal.',
    unit: 'reqps',
    stat: true,
    queries: [{ expr: `sum(${rate('kubectl_fleet_admission_failures_total{POD}')}) or vector(0)`, legend: 'failures' }],
  },
  {
    title: 'Certificate ends in',
    says: 'Of the replica whose certificate ends first.',
    unit: 's',
    stat: true,
    queries: [{ expr: 'min(kubectl_fleet_cert_expiry_timestamp_seconds{POD}) - time()', legend: 'left' }],
  },
  {
    title: 'Exemptions that end soon',
    says: 'Their owners have to renew them or to do without.',
    unit: 'short',
    stat: true,
    queries: [{ expr: 'max(kubectl_fleet_exemptions{POD,state="expiring"})', legend: 'expiring' }],
  },
];
