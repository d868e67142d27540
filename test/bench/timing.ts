/** How long a call takes, in microseconds: half of them at most p50, 99 in 100 at most p99. */
export interface Timing {
  readonly p50: number;
  readonly p99: number;
}

/** Times a call some thousand times, after as many as the compiler needs to have done its work. */
export function time(call: () => unknown, count = 4_000): Timing {
  for (let run = 0; run < count / 2; run++) call();
  const durations = new Float64Array(count);
  for (let run = 0; run < count; run++) {
    const start = performance.now();
    call();
    durations[run] = (performance.now() - start) * 1000;
  }
  durations.sort();
  return { p50: durations[Math.floor(count * 0.5)] ?? 0, p99: durations[Math.floor(count * 0.99)] ?? 0 };
}
