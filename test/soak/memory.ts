import { readFileSync } from 'node:fs';

/** Memory at one moment, in MiB. */
export interface Sample {
  /** Resident memory of the process. */
  readonly resident: number;
  readonly heap: number;
  /** Memory of the policy in the main thread. */
  readonly policy: number;
}

/**
 * Largest growth from the third quarter to the last one, in MiB, at the quietest moment of each.
 */
const bounds: Sample = { resident: 12, heap: 4, policy: 8 };

/** @param metrics what /metrics says */
export function sample(pid: number, metrics: string): Sample {
  const mebibytesOf = (name: string): number =>
    Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(metrics)?.[1]) / 1024 / 1024;
  return {
    resident: Number(/Rss:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]) / 1024,
    heap: mebibytesOf('nodejs_heap_size_used_bytes'),
    policy: mebibytesOf('kubectl_fleet_wasm_memory_bytes'),
  };
}

/**
 * Lists in words the parts that grew too much in the second half. Garbage comes and goes, so the
 * quietest moments are compared; the first half is for caches to fill and code to be compiled.
 */
export function growth(samples: readonly Sample[]): string[] {
  const quarter = Math.floor(samples.length / 4);
  const third = samples.slice(2 * quarter, 3 * quarter);
  const last = samples.slice(3 * quarter);
  const keys = ['resident', 'heap', 'policy'] as const;
  return keys.flatMap(key => {
    const least = (some: readonly Sample[]): number => Math.min(...some.map(one => one[key]));
    const [before, after] = [least(third), least(last)];
    if (after - before <= bounds[key]) return [];
    return [`${key} memory grew from ${before.toFixed(1)} to ${after.toFixed(1)} MiB, and may by ${bounds[key]} MiB`];
  });
}
