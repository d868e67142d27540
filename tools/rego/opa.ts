import { findBinary } from '../binaries/find.ts';
import { opa as tool } from '../binaries/tools.ts';
import { runProgram, type ProgramAnswer } from '../../kubernetes/program/program.ts';
import { root } from '../repository/root.ts';

/**
 * Runs opa in a folder, where the paths start that it is given and that it answers; what it finds
 * wrong is an answer.
 */
export async function opa(words: readonly string[], folder = root): Promise<ProgramAnswer> {
  return runProgram(await findBinary(tool), words, { cwd: folder });
}
