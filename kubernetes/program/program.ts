import { constants } from 'node:os';
import { runToEnd, type RunOptions } from './run-to-end.ts';

export interface ProgramAnswer {
  readonly stdout: string;
  readonly stderr: string;
  /** The exit code, as in a shell: 128 plus the signal's number when a signal ended it. */
  readonly exitCode: number;
}

/**
 * Runs a program to its end, without a shell. An exit code other than 0 is not an error.
 * @throws Error with code ENOENT when there is no such program
 */
export async function runProgram(
  command: string,
  words: readonly string[],
  options: RunOptions = {},
): Promise<ProgramAnswer> {
  const { code, signal, stdout, stderr } = await runToEnd(command, words, options);
  return { stdout, stderr, exitCode: code ?? 128 + (signal === null ? 0 : constants.signals[signal]) };
}
