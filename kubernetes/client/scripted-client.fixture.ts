import type { Reader } from './client.ts';

/**
 * Returns a client with scripted answers and watches, given out one by one. `asked` lists the
 * requested paths.
 */
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
    bytes: async function* (path) {
      asked.push(path);
      const given = await Promise.resolve(answers[path]?.shift());
      if (given instanceof Error) throw given;
      yield Buffer.from(JSON.stringify(given ?? null));
    },
    lines: async function* (path, signal) {
      asked.push(path);
      yield* watches.shift() ?? (await forever(signal));
    },
  };
}

export interface ScriptedClient extends Reader, Pick<Reader, 'bytes'> {
  asked: string[];
}

async function forever(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Error('aborted'));
    });
  });
}
