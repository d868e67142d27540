import { once } from 'node:events';
import { constants, homedir } from 'node:os';
import module from 'node:module';
import { basename, join } from 'node:path';
import { isatty } from 'node:tty';
import type { Environment } from './command-line/environment.ts';
import { usualWidth } from './output/wrap.ts';

/**
 * Runs the command line of the process and sets its exit code; has the only catch of the program.
 * @param policyFolder folder of policy.wasm, with / at its end
 */
export async function runProcess(policyFolder: URL): Promise<void> {
  cacheCompiledCode();
  const { run } = await import('./program.ts');
  const { errorLines } = await import('./error-lines.ts');
  const { cutToWidth } = await import('./output/cell-width.ts');
  const { visible } = await import('./output/visible.ts');

  // Ctrl-C and SIGTERM end the waiting and show what has come; a second one, or a command that does
  // not end by itself, ends the program.
  const interrupt = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      interrupt.abort();
      setTimeout(() => process.exit(128 + constants.signals[signal]), 1000).unref();
    });
  }
  // `| head` closes the pipe: nobody reads on, so there is nothing left to say.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit();
      throw error;
    });
  }

  const called = basename(process.argv[1] ?? '');
  const program = called.startsWith('kubectl-') ? 'kubectl fleet' : called;
  let lineShown = false;
  let isPrompting = false;
  const clearLine = () => {
    if (lineShown) process.stderr.write('\r\u001B[K');
    lineShown = false;
  };

  const environment: Environment = {
    stdout: text => {
      clearLine();
      process.stdout.write(`${text}\n`);
    },
    stderr: text => {
      clearLine();
      process.stderr.write(`${visible(text)}\n`);
    },
    drained: async () => {
      // Writing to a pipe waits on Linux, and not everywhere else.
      if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain');
    },
    progress: line => {
      clearLine();
      if (line === '' || isPrompting || !process.stderr.isTTY) return;
      process.stderr.write(cutToWidth(visible(line), progressWidth()));
      lineShown = true;
    },
    prompting: is => {
      clearLine();
      isPrompting = is;
    },
    // Touching process.stdin opens it, so only a command that reads it does.
    get stdin() {
      return process.stdin;
    },
    terminal: {
      stdin: isatty(0),
      width: process.stdout.isTTY ? screenWidth(process.stdout.columns) : undefined,
      progressWidth: progressWidth(),
    },
    env: process.env,
    workingDirectory: process.cwd(),
    policyFolder,
    signal: interrupt.signal,
    now: () => new Date(),
  };

  try {
    process.exitCode = await run(process.argv.slice(2), program, environment);
  } catch (error) {
    // Other clusters may still be on their way.
    interrupt.abort();
    const { lines, exitCode } = errorLines(error, program, process.env['FLEET_DEBUG'] === '1');
    for (const line of lines) environment.stderr(line);
    process.exitCode = exitCode;
  }
}

/** Returns the columns for a line of progress. After a full line the cursor is on the next one. */
function progressWidth(): number {
  return (process.stderr.isTTY ? process.stderr.columns || usualWidth : usualWidth) - 1;
}

/**
 * Returns the width of the screen: COLUMNS where the user sets it, else as the terminal tells. Some
 * terminals say that they have no columns.
 */
function screenWidth(columns: number): number {
  const set = Number(process.env['COLUMNS']);
  return Number.isInteger(set) && set > 0 ? set : columns || usualWidth;
}

/**
 * Keeps compiled code between runs; Node 20 cannot. The cache lies in the user's own folder,
 * because anybody can write to the default one below /tmp.
 */
function cacheCompiledCode(): void {
  if (!('enableCompileCache' in module)) return;
  const caches = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  // eslint-disable-next-line n/no-unsupported-features/node-builtins -- it is there
  module.enableCompileCache(join(caches, 'kubectl-fleet', 'compiled'));
}
