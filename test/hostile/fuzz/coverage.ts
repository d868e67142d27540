import { Session, type Profiler } from 'node:inspector/promises';

const ours = /\/(webhooks|policies\/engine)\//;

/**
 * Counts what runs of our own code in this process, part by part, as V8 sees it. The answer gives
 * the parts that ran since it was asked last, each with whether it ran once or more often.
 */
export async function startCoverage(): Promise<() => Promise<Set<string>>> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  return async () => {
    const { result } = await session.post('Profiler.takePreciseCoverage');
    return new Set(result.flatMap(partsThatRan));
  };
}

function partsThatRan({ url, functions }: Profiler.ScriptCoverage): string[] {
  if (!ours.test(url)) return [];
  return functions.flatMap(({ ranges }) =>
    ranges.filter(({ count }) => count > 0).map(({ startOffset, endOffset }) => `${url}:${startOffset}-${endOffset}`),
  );
}
