import { spawn, type ChildProcess } from 'node:child_process';
import { ProgramError } from './program-error.ts';

/** The exit of a program and its output. */
export interface ProgramEnd {
  /** The exit code; null when a signal ended the program. */
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  /** The last mebibyte of stderr. */
  stderr: string;
}

export interface RunOptions {
  cwd?: string;
  env?: Readonly<Record<string, string | undefined>>;
  /** Text for its standard input. Without it, standard input is empty. */
  input?: string;
  /** True passes on standard input and stderr of this process, for a prompt to a person. */
  terminal?: boolean;
  /** Kills the program when it is aborted. */
  signal?: AbortSignal;
  /** Kills the program after this time. */
  seconds?: number;
  /** Kills the program after this number of characters of stdout. */
  maxStdout?: number;
  /** Receives each piece of stderr. */
  onStderr?: (text: string) => void;
  /**
   * Milliseconds for which the output is read after the program has ended. Children of the program
   * may keep its output open. There is no limit without this option.
   */
  readOn?: number;
}

const maxStderr = 2 ** 20;

/**
 * Runs a program to its end, without a shell.
 * @throws an error of node:child_process when it cannot be started or the signal ended it;
 * ProgramError when a limit ended it
 */
export async function runToEnd(command: string, words: readonly string[], options: RunOptions): Promise<ProgramEnd> {
  const { input, seconds = 0, readOn } = options;
  const child = start(command, words, options);
  let limit: ProgramError | undefined;
  const stop = (error: ProgramError): void => {
    limit ??= error;
    child.kill('SIGKILL');
  };
  const timer =
    seconds > 0
      ? setTimeout(() => {
          stop(new ProgramError('OUT_OF_TIME'));
        }, seconds * 1000)
      : undefined;
  const texts = collect(child, options, stop);
  // A program may end before it has read all of its input.
  child.stdin?.on('error', () => undefined).end(input);
  try {
    const [code, killedBy] = await ended(child, readOn);
    if (limit !== undefined) throw limit;
    return { code, signal: killedBy, ...texts };
  } finally {
    clearTimeout(timer);
    // A child of the program that outlives it does not keep this process running.
    child.stdout?.destroy();
    child.stderr?.destroy();
  }
}

function start(command: string, words: readonly string[], options: RunOptions): ChildProcess {
  const { cwd, env, input, terminal = false, signal } = options;
  return spawn(command, words, {
    ...(cwd !== undefined && { cwd }),
    ...(env !== undefined && { env }),
    ...(signal !== undefined && { signal }),
    killSignal: 'SIGKILL',
    stdio: [terminal ? 'inherit' : input === undefined ? 'ignore' : 'pipe', 'pipe', terminal ? 'inherit' : 'pipe'],
  });
}

/** Returns the output, which grows while the program writes. */
function collect(
  child: ChildProcess,
  { maxStdout = Infinity, onStderr }: RunOptions,
  stop: (error: ProgramError) => void,
): { stdout: string; stderr: string } {
  const texts = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    texts.stdout += chunk;
    if (texts.stdout.length > maxStdout) stop(new ProgramError('OUTPUT_TOO_LONG'));
  });
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    texts.stderr = (texts.stderr + chunk).slice(-maxStderr);
    onStderr?.(chunk);
  });
  return texts;
}

function ended(child: ChildProcess, readOn: number | undefined): Promise<[number | null, NodeJS.Signals | null]> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (...end) => {
      resolve(end);
    });
    if (readOn === undefined) return;
    child.on('exit', (...end) => {
      // Node reads the rest of the pipe between a timer and an immediate, also when the timer is
      // late.
      setTimeout(() => setImmediate(resolve, end), readOn).unref();
    });
  });
}
