import type { ClusterClient } from './client.ts';

/** A client whose answers and watches the test gives out one by one; `asked` is what was asked for. */
export function scriptedClient(
  answers: Readonly<Record<string, unknown[]>>,
  watches: unknown[][] = [],
): ScriptedClient {
  const asked: string[] = [];
  return {
    asked,
    get: path => {
      asked.push(path);
      const given = answers[path]?.shift();
      return given instanceof Error ? Promise.reject(given) : Promise.resolve(given);
    },
    lines: async function* (path, signal) {
      asked.push(path);
      yield* watches.shift() ?? (await forever(signal));
    },
  };
}

interface ScriptedClient extends ClusterClient {
  asked: string[];
}

async function forever(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Error('aborted'));
    });
  });
}
