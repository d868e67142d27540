import { rate, type Panel } from './panel.ts';

export const decisions: Panel[] = [
  {
    title: 'Decisions',
    says: 'Dry runs are left out. `patch` tells or keeps an owner; `warn` allows with a warning.',
    unit: 'reqps',
    queries: [
      {
        expr: `sum by (webhook, decision) (${rate('kubectl_fleet_admission_requests_total{POD,dry_run="false"}')})`,
        legend: '{{webhook}} {{decision}}',
      },
    ],
  },
  {
    title: 'Kinds',
    says: 'Kinds of which no rule speaks are `other`.',
    unit: 'reqps',
    queries: [
      {
        expr: `topk(10, sum by (group, kind) (${rate('kubectl_fleet_admission_requests_total{POD}')}))`,
        legend: '{{group}}/{{kind}}',
      },
    ],
  },
  {
    title: 'Findings in an hour',
    says: 'Each object once, however often a controller tries again. A rule that suddenly finds much may be new, or wrong.',
    unit: 'short',
    queries: [
      {
        expr: 'sum by (policy, mode) (increase(kubectl_fleet_findings_total{POD}[1h]))',
        legend: '{{policy}} {{mode}}',
      },
    ],
  },
  {
    title: 'Exemptions',
    says: 'Those that are active or expiring count.',
    unit: 'short',
    queries: [{ expr: 'max by (state) (kubectl_fleet_exemptions{POD})', legend: '{{state}}' }],
  },
  {
    title: 'Rules that found something',
    says: 'Objects judged in a second, by rule and result; `error` is a rule of your own that failed.',
    unit: 'reqps',
    queries: [
      {
        expr: `sum by (policy, result) (${rate('kubectl_fleet_policy_evaluations_total{POD,result!="pass"}')})`,
        legend: '{{policy}} {{result}}',
      },
    ],
  },
];
