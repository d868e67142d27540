import { Gauge, type Registry } from 'prom-client';
import type { Cluster } from './cluster.ts';

/** Adds the metric of the lists of the cluster that the webhook may not read. */
export function clusterMetrics(registry: Registry, { unreadable }: Pick<Cluster, 'unreadable'>): void {
  new Gauge({
    name: 'kubectl_fleet_list_unreadable',
    help: '1 for a list that the webhook has no right to read, so that rules do not know what is in it',
    labelNames: ['list'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [list, isUnreadable] of unreadable()) this.set({ list }, isUnreadable ? 1 : 0);
    },
  });
}
