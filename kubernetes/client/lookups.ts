import { fork, type ChildProcess } from 'node:child_process';
import type { LookupFunction } from 'node:net';
import { isFound, type Found } from './lookup-messages.ts';

/** Looks up the names of hosts for connections of node:net. */
export interface Lookups {
  lookup: LookupFunction;
  /** Ends the lookups that are still running. */
  end: () => void;
}

/**
 * Number of threads. Node runs at most half as many lookups at once. Its default is four threads.
 */
const threads = 128;

const program = new URL(
  import.meta.url.endsWith('.ts') ? './lookup-process.ts' : '../lookup-process.js',
  import.meta.url,
);

/**
 * Looks up each name once, in a separate process that starts with the first lookup. getaddrinfo
 * cannot be aborted, and a process ends only after its threads. With a silent name server, lookups
 * inside the program would keep it from ending and would delay other names.
 */
export function startLookups(env: Readonly<Record<string, string | undefined>>): Lookups {
  const known = new Map<string, Promise<Found>>();
  const waiting = new Map<string, (found: Found) => void>();
  let child: ChildProcess | undefined;

  const start = () => {
    const started = fork(program, {
      env: { ...env, UV_THREADPOOL_SIZE: String(threads) },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const giveUp = (words: string) => {
      for (const [host, settle] of waiting) settle({ host, code: '', words });
    };
    return started
      .on('message', found => {
        if (isFound(found)) waiting.get(found.host)?.(found);
      })
      .on('error', ({ message }) => {
        giveUp(`names cannot be looked up: ${message}`);
      })
      .on('exit', () => {
        giveUp('names are not looked up any more');
      });
  };
  const find = (host: string): Promise<Found> => {
    const found = known.get(host) ?? new Promise<Found>(resolve => waiting.set(host, resolve));
    if (!known.has(host)) (child ??= start()).send(host, () => undefined);
    known.set(host, found);
    return found;
  };

  return {
    lookup: (host, { all }, done) => {
      void find(host).then(found => {
        if ('words' in found) done(Object.assign(new Error(found.words), { code: found.code }), []);
        else if (all === true) done(null, found.addresses);
        else done(null, found.addresses[0]?.address ?? '', found.addresses[0]?.family);
      });
    },
    end: () => {
      child?.kill('SIGKILL');
    },
  };
}
