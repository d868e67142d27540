import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Gauge, type Registry } from 'prom-client';

/** How well this process does; each is read when somebody asks for it. */
export interface ProcessReadings {
  /** Memory of the policy, which grows with the largest object it was shown and never shrinks. */
  wasmMemoryBytes: () => number;
}

const shares = { '0.5': 50, '0.99': 99, '1': 100 };

export function processInstruments(registers: Registry[], { wasmMemoryBytes }: ProcessReadings): void {
  const resolution = 20;
  const delays = monitorEventLoopDelay({ resolution });
  delays.enable();
  new Gauge({
    name: 'kubectl_fleet_event_loop_delay_seconds',
    help: 'How much later than planned the event loop came round, since this was last asked for',
    labelNames: ['quantile'],
    registers,
    collect() {
      for (const [quantile, share] of Object.entries(shares)) {
        // What is measured is the time between two of its own timers, so without any delay it is the resolution.
        this.set({ quantile }, Math.max(0, delays.percentile(share) / 1e9 - resolution / 1e3));
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
