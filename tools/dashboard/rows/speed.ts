import { quantile, rate, type Panel } from './panel.ts';

export const speed: Panel[] = [
  {
    title: 'Time to the answer',
    says: 'From the first line of a request to its answer.',
    unit: 's',
    queries: [
      { expr: quantile(0.5, 'kubectl_fleet_admission_duration_seconds', 'webhook'), legend: '{{webhook}} p50' },
      { expr: quantile(0.99, 'kubectl_fleet_admission_duration_seconds', 'webhook'), legend: '{{webhook}} p99' },
    ],
  },
  {
    title: 'Time of an evaluation',
    says: 'Of all rules at once, or of ownership.',
    unit: 's',
    queries: [
      { expr: quantile(0.99, 'kubectl_fleet_policy_eval_duration_seconds', 'policy'), legend: '{{policy}} p99' },
    ],
  },
  {
    title: 'As kube-apiserver sees it',
    says: 'With the way there and back. Needs the metrics of kube-apiserver.',
    unit: 's',
    queries: [
      {
        expr:
          'histogram_quantile(0.99, sum by (le, name) (' +
          rate('apiserver_admission_webhook_admission_duration_seconds_bucket{name=~".+[.]kubectl-fleet[.]io"}') +
          '))',
        legend: '{{name}} p99',
      },
    ],
  },
  {
    title: 'Passed by',
    says: 'Requests that kube-apiserver let pass unjudged, or refused because it got no answer. Both should be nothing.',
    unit: 'reqps',
    queries: [
      {
        expr: `sum by (name) (${rate('apiserver_admission_webhook_fail_open_count{name=~".+[.]kubectl-fleet[.]io"}')})`,
        legend: '{{name}} let pass',
      },
      {
        expr:
          'sum by (name, error_type) (' +
          rate('apiserver_admission_webhook_rejection_count{name=~".+[.]kubectl-fleet[.]io",error_type!="no_error"}') +
          ')',
        legend: '{{name}} {{error_type}}',
      },
    ],
  },
];
