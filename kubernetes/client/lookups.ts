import { fork, type ChildProcess } from 'node:child_process';
import type { LookupFunction } from 'node:net';
import { isFound, type Found } from './lookup-messages.ts';

/** Looks up the names of hosts, as connections of node:net have it done. */
export interface Lookups {
  lookup: LookupFunction;
  /** Ends what still goes on. */
  end: () => void;
}

/** Node looks up half as many names at once; by default it has four. */
const threads = 128;

const program = new URL(
  import.meta.url.endsWith('.ts') ? './lookup-process.ts' : '../lookup-process.js',
  import.meta.url,
);

/**
 * Looks each name up once, in a process of its own that starts with the first one. Nothing aborts
 * getaddrinfo, and no process ends before its threads do: while a name server is silent, the
 * program itself could not end and other names would wait.
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
