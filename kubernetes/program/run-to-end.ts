import { spawn, type ChildProcess } from 'node:child_process';
import { ProgramError } from './program-error.ts';

/** The end of a program, and what it wrote. */
export interface ProgramEnd {
  /** null where a signal ended it. */
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  /** The last mebibyte of it. */
  stderr: string;
}

export interface RunOptions {
  cwd?: string;
  env?: Readonly<Record<string, string | undefined>>;
  /** Text for its standard input, which is empty without. */
  input?: string;
  /** Gives it standard input and stderr of this process, to ask a person. */
  terminal?: boolean;
  /** Kills it. */
  signal?: AbortSignal;
  /** Kills it after this time. */
  seconds?: number;
  /** Kills it after so many characters of stdout. */
  maxStdout?: number;
  /** Called with each piece of stderr. */
  onStderr?: (text: string) => void;
  /**
   * Children of the program may hold its output open; milliseconds for which it is read on after
   * the end. No limit without.
   */
  readOn?: number;
}

const maxStderr = 2 ** 20;

/**
 * Runs a program to its end, without a shell.
 * @throws an error of node:child_process where it cannot be started or the signal ended it;
 * ProgramError where a limit did
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
  // A program may end without having read all of its input.
  child.stdin?.on('error', () => undefined).end(input);
  try {
    const [code, killedBy] = await ended(child, readOn);
    if (limit !== undefined) throw limit;
    return { code, signal: killedBy, ...texts };
  } finally {
    clearTimeout(timer);
    // Nobody waits for a child of the program that outlives it.
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

/** The texts that are filled while the program writes. */
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
      // Node reads the rest of the pipe between a timer and an immediate, however late the timer
      // is.
      setTimeout(() => setImmediate(resolve, end), readOn).unref();
    });
  });
}
