import { setTimeout } from 'node:timers/promises';
import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { processMetrics } from './process.ts';

function observed(readings: { wasmMemoryBytes: () => number }): (name: string) => Promise<Record<string, number>> {
  const registry = new Registry();
  processMetrics([registry], readings);
  return async name => {
    const text = await registry.getSingleMetricAsString(`kubectl_fleet_${name}`);
    const lines = text.split('\n').filter(line => !line.startsWith('#'));
    return Object.fromEntries(
      lines.map(line => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]),
    );
  };
}

test('memory of the policy is read when it is asked for', async () => {
  let bytes = 1;
  const valuesOf = observed({ wasmMemoryBytes: () => bytes });
  bytes = 65_536;
  expect(await valuesOf('wasm_memory_bytes')).toEqual({ kubectl_fleet_wasm_memory_bytes: 65_536 });
});

test('an event loop that stood still says how long, once', async () => {
  const valuesOf = observed({ wasmMemoryBytes: () => 0 });
  const longest = 'kubectl_fleet_event_loop_delay_seconds{quantile="1"}';
  await setTimeout(50);
  const end = performance.now() + 300;
  while (performance.now() < end);
  await setTimeout(50);
  expect((await valuesOf('event_loop_delay_seconds'))[longest]).toBeGreaterThan(0.2);
  await expect.poll(async () => (await valuesOf('event_loop_delay_seconds'))[longest]).toBeLessThan(0.2);
});
