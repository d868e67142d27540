import { Counter, Gauge, type Registry } from 'prom-client';
import type { QueueMetrics } from '../flow-control/admission-queue.ts';

/** Metrics of load and load shedding. */
export interface LoadMetrics extends QueueMetrics {
  /** Workers that were ended because of their budget, or ended by themselves. */
  workerRestarts: Counter;
  /** Connections that were closed because there were too many. */
  droppedConnections: Counter;
}

export function loadMetrics(registers: Registry[]): LoadMetrics {
  const shed = new Counter({
    name: 'kubectl_fleet_shed_total',
    help: 'Reviews sent back unread: too many, too much memory, no turn in time, or a body too slow while others needed room',
    labelNames: ['reason'],
    registers,
  });
  for (const reason of ['queue', 'memory', 'late', 'slow']) shed.inc({ reason }, 0);
  return {
    shed,
    inflight: new Gauge({ name: 'kubectl_fleet_inflight', help: 'Reviews taken in and not answered yet', registers }),
    droppedConnections: new Counter({
      name: 'kubectl_fleet_dropped_connections_total',
      help: 'Connections ended because there were too many',
      registers,
    }),
    workerRestarts: new Counter({
      name: 'kubectl_fleet_worker_restarts_total',
      help: 'Threads that judge and were ended at the end of their budget, or ended by themselves',
      registers,
    }),
  };
}
