import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Gauge, type Registry } from 'prom-client';

/** Readings of this process. Each is read at each request of /metrics. */
export interface ProcessReadings {
  /** Returns the memory of the policy. It grows with the largest object and never shrinks. */
  wasmMemoryBytes: () => number;
}

/** Percentile of each value of the label `quantile`. */
const percentiles = { '0.5': 50, '0.99': 99, '1': 100 };

/** Registers the metrics of this process. */
export function processMetrics(registers: Registry[], { wasmMemoryBytes }: ProcessReadings): void {
  const resolution = 20;
  const delays = monitorEventLoopDelay({ resolution });
  delays.enable();
  new Gauge({
    name: 'kubectl_fleet_event_loop_delay_seconds',
    help: 'How much later than planned the event loop came round, since this was last asked for',
    labelNames: ['quantile'],
    registers,
    collect() {
      for (const [quantile, percentile] of Object.entries(percentiles)) {
        // Node measures the time between two of its timers, so without any delay it is the
        // resolution.
        this.set({ quantile }, Math.max(0, delays.percentile(percentile) / 1e9 - resolution / 1e3));
      }
      delays.reset();
    },
  });
  new Gauge({
    name: 'kubectl_fleet_wasm_memory_bytes',
    help: 'Memory of the compiled policy, which grows with the largest object and never shrinks',
    registers,
    collect() {
      this.set(wasmMemoryBytes());
    },
  });
}
