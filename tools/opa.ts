import { fileURLToPath } from 'node:url';
import { findBinary } from './binaries/find.ts';
import { opa as tool } from './binaries/tools.ts';
import { runProgram, type ProgramAnswer } from '../kubernetes/program/program.ts';

/** The repository's folder. */
export const root = fileURLToPath(new URL('../', import.meta.url));

/** Runs opa in a folder, where the paths start that it is given and that it answers; what it finds wrong is an answer. */
export async function opa(words: readonly string[], folder = root): Promise<ProgramAnswer> {
  return runProgram(await findBinary(tool), words, { cwd: folder });
}
