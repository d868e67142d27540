import { execFile } from 'node:child_process';
import { reasonInStderr } from './reason-in-stderr.ts';

/** The parts of the calling process that rendering may touch. */
export interface RenderEnvironment {
  env: Readonly<Record<string, string | undefined>>;
  workingDirectory: string;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
}

const mebibytes = 32;

/** What a program is given, and how long it may take. */
interface RunOptions {
  /** Its standard input. */
  input?: string;
  seconds?: number;
}

/**
 * What a program prints, which is run without a shell.
 * @throws Error that says why there is nothing, in as many lines as the program does
 */
export function outputOf(
  program: string,
  words: readonly string[],
  { env, workingDirectory, signal }: RenderEnvironment,
  { input = '', seconds = 60 }: RunOptions = {},
): Promise<string> {
  const options = {
    env,
    cwd: workingDirectory,
    signal,
    timeout: seconds * 1000,
    killSignal: 'SIGKILL',
    maxBuffer: mebibytes * 2 ** 20,
  } as const;
  return new Promise((resolve, reject) => {
    const child = execFile(program, words, options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${program} ${words[0] ?? ''}: ${reasonOf(error, stderr, seconds)}`, { cause: error }));
    });
    // A program may end without having read all of its input.
    child.stdin?.on('error', () => undefined).end(input);
  });
}

function reasonOf(error: Error & { code?: unknown; killed?: boolean }, stderr: string, seconds: number): string {
  if (error.code === 'ENOENT') return 'there is no such program on PATH';
  if (error.code === 'ABORT_ERR') return 'interrupted';
  if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return `it prints more than ${mebibytes} MiB`;
  if (error.killed === true) return `it took longer than ${seconds} s`;
  return reasonInStderr(stderr) ?? error.message;
}
