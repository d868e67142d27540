import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { text } from 'node:stream/consumers';

export interface ProgramAnswer {
  readonly stdout: string;
  readonly stderr: string;
  /** As a shell counts: 128 and the signal's number when a signal ended it. */
  readonly exitCode: number;
}

export interface ProgramOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
}

/**
 * Runs a program, without a shell, to its end; whatever comes of it is an answer.
 * @throws Error with code ENOENT when there is no such program
 */
export async function runProgram(
  command: string,
  words: readonly string[],
  { input = '', ...options }: ProgramOptions = {},
): Promise<ProgramAnswer> {
  const child = spawn(command, words, options);
  const ended: Promise<[number | null, NodeJS.Signals | null]> = once(child, 'close').then(([code, signal]) => [
    code,
    signal,
  ]);
  // A program may end without having read all of its input.
  child.stdin.on('error', () => undefined).end(input);
  const [stdout, stderr, [code, signal]] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { stdout, stderr, exitCode: code ?? 128 + (signal === null ? 0 : constants.signals[signal]) };
}
