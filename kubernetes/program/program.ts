import { constants } from 'node:os';
import { runToEnd, type RunOptions } from './run-to-end.ts';

export interface ProgramAnswer {
  readonly stdout: string;
  readonly stderr: string;
  /** As a shell counts: 128 and the signal's number when a signal ended it. */
  readonly exitCode: number;
}

/**
 * Runs a program, without a shell, to its end; an exit code other than 0 is an answer too.
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
