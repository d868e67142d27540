import { rate, type Panel } from './panel.ts';

export const load: Panel[] = [
  {
    title: 'Sent back',
    says: 'Reviews that a busy replica sent back unread; kube-apiserver asks again where there is time. Add replicas.',
    unit: 'reqps',
    queries: [{ expr: `sum by (reason) (${rate('kubectl_fleet_shed_total{POD}')})`, legend: '{{reason}}' }],
  },
  {
    title: 'In hand',
    says: 'Reviews taken in and not answered yet.',
    unit: 'short',
    queries: [{ expr: 'sum by (pod) (kubectl_fleet_inflight{POD})', legend: '{{pod}}' }],
  },
  {
    title: 'Event loop delay',
    says: 'How late the one thread is that reads and answers.',
    unit: 's',
    queries: [
      {
        expr: 'max by (pod) (kubectl_fleet_event_loop_delay_seconds{POD,quantile="0.99"})',
        legend: '{{pod}} p99',
      },
    ],
  },
  {
    title: 'Memory',
    says: 'Resident, and of that the memory of the policy, which grows with the largest object.',
    unit: 'bytes',
    queries: [
      { expr: 'max by (pod) (process_resident_memory_bytes{POD})', legend: '{{pod}}' },
      { expr: 'max by (pod) (kubectl_fleet_wasm_memory_bytes{POD})', legend: '{{pod}} policy' },
    ],
  },
  {
    title: 'CPU',
    says: 'Cores in use.',
    unit: 'short',
    queries: [{ expr: `sum by (pod) (${rate('process_cpu_seconds_total{POD}')})`, legend: '{{pod}}' }],
  },
  {
    title: 'Threads restarted',
    says: 'Ended at the end of their budget: a rule of your own takes too long.',
    unit: 'short',
    queries: [{ expr: 'sum(increase(kubectl_fleet_worker_restarts_total{POD}[1h]))', legend: 'in an hour' }],
  },
];
